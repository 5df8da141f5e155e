// The first files of a knowledge folder: small, correct, and with comments that teach. docs/knowledge.md starts from them.

/** File names to contents, which pass the check unchanged. */
export const firstFiles: Readonly<Record<string, string>> = {
  'articles.yaml': `# The articles that your answers come from. "key" is what a citation names, "headings" are the parts that can be cited.
- key: handbook
  name: Team handbook # what readers see beside an answer
  title: Team handbook, first edition
  date: "2026"
  # url: https://wiki.example/handbook
  headings:
    - Working from home
    - Equipment
`,
  'messages.yaml': `# What the bot says in its own name. Whatever is left out here has neutral words; docs/knowledge.md lists all of it.
help:
  title: Ask about the team handbook
  text: Ask in your own words. Answers come from the handbook, and name the part.
  examples:
    - How many days may I work from home?
  # What gets this help, besides the usual ("help", "hello", "who are you", "what can you do").
  asked: [what is in the handbook]
  privacy: No words of yours are kept while they can be answered.
  kept: Votes and unanswered questions are kept for {days} days.
unanswered:
  title: Nothing on that
  text: The handbook does not say.
`,
  'faq/days-at-home.md': `---
# The name of this file, for good: buttons in old messages use it.
id: days-at-home
kind: faq
# The bold first line of the answer. A FAQ's title is its question.
title: How many days may I work from home?
# The short form, for buttons.
label: Days at home
# How people ask for it. The more different words, the better it is found; write what you have really been asked.
questions:
  - How many days may I work from home?
  - home office days per week
  - do I have to come to the office every day
  - can I stay at home on Friday
  - rules for remote work
# What a reader wants next.
related: [laptop]
---

You may work from home three days a week. Tuesday is for all of us in the office.

> Three days of the week can be spent at home. On Tuesdays everybody comes in.
>
> handbook > Working from home
`,
  'definitions/laptop.md': `---
id: laptop
kind: definition
title: Team laptop
label: Laptop
# Other names of the thing. A name belongs to one entry.
aliases: [work laptop, company laptop]
questions:
  - what is the team laptop
  - which computer do I get
  - may I use my own computer
  - who repairs my laptop
related: [days-at-home]
---

The team laptop is the computer that everybody gets on the first day. It is the only one that may open customer data.

> Each of us has a laptop of the team. Customer data stays on it.
>
> handbook > Equipment
`,
  'outside.txt': `# Questions that look as if they were answered here, and are not. One a line.
how much does a laptop cost in the shop
`,
};
