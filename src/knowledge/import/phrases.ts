// Phrases that distinguish promotion, navigation and the like from an article's content. Data: each phrase with its meaning.
import type { Omission } from './blocks.js';

type OmissionPhrase = readonly [pattern: RegExp, why: Omission];

/** Lines, or beginnings of lines, that belong to the page and not to the article. */
export const pageLines: readonly OmissionPhrase[] = [
  [
    /^(?:also read|read (?:also|more|next)|see also|related(?: reading| posts?| articles?| stories)?:|recommended(?: for you| reading)?:?$|you (?:may|might) also (?:like|enjoy))/i,
    'navigation',
  ],
  [
    /^(?:skip to (?:main )?content|table of contents|contents|on this page:?|in this article:?|jump to:?|menu|search|home|next|previous|(?:next|previous) (?:post|article|page)|toggle navigation|breadcrumbs?|loading\W*)$/i,
    'navigation',
  ],
  [/^\W*(?:back|return|jump|scroll|go) to (?:the )?top(?: of (?:the |this )?page)?\W*$/i, 'navigation'],
  [/^\W*(?:edit|improve|suggest (?:an )?edits? to) this page(?: on \w+)?\W*$/i, 'navigation'],
  [/^(?:home|blog)\s*[>»›/|]\s/i, 'navigation'],
  [
    /^(?:was|is|did) this (?:page|article|answer|topic|guide|information|content) (?:help|useful)[^?]*\?|^(?:\d+ (?:out )?of \d+|\d+ people) found (?:this|it) (?:helpful|useful)\W*$/i,
    'a form or a button',
  ],
  [
    /^(?:share(?: this)?(?: (?:on|via|article|post).*)?|tweet|print|e-?mail(?: this)?|copy link|facebook|linkedin|twitter|tags?:.*|categor(?:y|ies):.*|filed under.*|posted in.*|\d+ (?:shares?|likes?|views|claps))$/i,
    'navigation',
  ],
  [/^(?:log ?in|sign ?in|sign ?up|register|my account)$/i, 'navigation'],
  [
    /^(?:leave a (?:comment|reply)|\d+ (?:comments?|replies|responses)|add a comment|post comment|reply)\W*$|^(?:your email address will not be published|required fields are marked)\b/i,
    'comments',
  ],
  [
    /^(?:accept|reject|manage)(?: all)?(?: cookies| preferences)?$|^cookie (?:settings|preferences|notice)$/i,
    'cookie banner',
  ],
  [
    /^(?:©|\(c\)|copyright (?:©|\(c\)|\d{4}))|\ball rights reserved\b|^(?:privacy policy|terms (?:of (?:use|service)|and conditions)|imprint|disclaimer)$/i,
    'legal notice',
  ],
  [
    /^(?:image|photo|picture|illustration|figure|screenshot|credit|courtesy|via)(?: \d+| credits?| source| by| courtesy)?\s*[:–—-]\s|^(?:photo|image) (?:by|via|courtesy)\b/i,
    'caption',
  ],
  [/^\[(?:image|photo|picture|video|embed|gallery|caption|figure)\b[^\]]*\]$/i, 'caption'],
  [/^(?:advertisement|ad|sponsored(?: content| by.*)?|promoted)$/i, 'promotion'],
  [
    /^(?:\d+\s*[-–]?\s*min(?:ute)?s?(?: read)?|reading time\b.*|last (?:updated|modified|reviewed|checked)\b.*|updated\b.{0,30}|published\b.{0,40}|posted (?:on|by)\b.*|written by\b.*|reviewed by\b.*)$/i,
    'byline',
  ],
];

/** Headings of parts that don't belong to the article. */
export const foreignHeadings: readonly OmissionPhrase[] = [
  [
    /^(?:was|is|did) this (?:page|article|answer|topic|guide|information|content) (?:help|useful)[^?]*\?$|^(?:rate|feedback on) this (?:page|article)\W*$/i,
    'a form or a button',
  ],
  [/^(?:you(?:['’]ve)? )?recently (?:viewed|visited|read)\b|^articles in this section$/i, 'navigation'],
  [
    /^(?:leave a (?:comment|reply)|comments?|\d+ (?:comments?|replies|responses)|(?:join the )?discussion|responses)\b\W*$/i,
    'comments',
  ],
  [/^(?:about (?:the )?authors?|author bio|meet the author|written by)\b/i, 'about the author'],
  [
    /^(?:related|recommended|popular|recent|latest|more|trending|similar)\s+(?:posts?|articles?|reading|content|stories|resources|topics|from)\b|^(?:you (?:may|might) also|what to read next|read next|keep reading)/i,
    'navigation',
  ],
  [
    /^(?:table of contents|contents|in this article|on this page|menu|navigation|tags|categories|archives?|share(?: this.*)?|follow us|connect with us)\W*$/i,
    'navigation',
  ],
  [
    /^(?:sources?|references|bibliography|footnotes|citations|further reading|works cited|endnotes|see also|additional resources|(?:external|useful|related) links)(?: (?:and|&) (?:sources?|references|further reading|citations|notes))?\W*$/i,
    'sources',
  ],
];

/** Headings of parts that often sell. Their sentences decide whether they do. */
export const sellingHeadings =
  /^(?:newsletter|subscribe|sign up|stay (?:updated|in the loop|connected)|contact(?: us)?|get in touch|(?:book|schedule|request) (?:a|your) (?:free )?(?:demo|call|consultation)|(?:our|related) (?:services|products|courses)|pricing plans|testimonials|why choose us|ready to\b.*)\b/i;

/** Headings of parts that define terms. */
export const glossaryHeading =
  /\b(?:glossary|terminology|vocabulary|abbreviations|acronyms|nomenclature)\b|^(?:terms|definitions|key (?:terms|concepts)|terms and definitions|key definitions|jargon)\b/i;

/** Headings that say nothing without the one above them. */
export const emptyHeadings =
  /^(?:(?:an? )?(?:introduction|intro|overview|quick overview|foreword|preface|abstract|conclusions?|summary|final (?:thoughts?|words?|remarks)|closing(?: thoughts?)?|wrapping up|wrap[- ]up|(?:key )?takeaways?|the bottom line|bottom line|in (?:short|summary|conclusion|a nutshell)|tl;?dr|background|recap))(?:\W*$|:\s)/i;

/** Sentences that send the reader elsewhere, or name an offer. Among selling sentences they are promotion; in a handbook they are help. */
export const offers: readonly RegExp[] = [
  /\b(?:check(?:ing)? out|click (?:here|below|the (?:link|button))|read (?:more|also|our|(?:this|the full) (?:article|post|guide|blog)))\b/i,
  /\b(?:learn|find out|discover|see|explore) more (?:about|at|on|by|in our|here)\b|\blearn more\W*$/i,
  /\b(?:explore|browse|visit|see|consult|download|grab|get|reading|follow|use) (?:(?:this|our|the|these|your|a) )?(?:free |curated |comprehensive |complete |ultimate |detailed |full |helpful |in-depth )*(?:guides?|e-?books?|white ?papers?|webinars?|blog(?: posts?)?|courses?|checklists?|(?:curated )?(?:collections?|reviews|director(?:y|ies)|lists?)|newsletter|website|site)\b/i,
  /\b(?:this|our|the following) (?:[\w-]+ ){0,4}(?:guide|article|post|comparison|tutorial) (?:on|about|by|explains how to|covers|for more)\b.*\b(?:explore|read|see|check)\b|\b(?:explore|read|see|check)\b.*\bthis (?:[\w-]+ ){0,6}(?:guide|article|post|comparison|tutorial)\b/i,
  /\b(?:trusted|curated) (?:ai tool )?(?:director(?:y|ies)|review sites|platforms|collections|reviews|marketplaces?)\b/i,
  /\b(?:sites|directories|platforms|marketplaces|agencies|companies|services) like \S+\.(?:com|org|net|io|ai|co|dev)\b/i,
  /\bfor anyone (?:comparing|hunting|looking|wanting|interested)\b|\bcheck back (?:often|soon|later)\b|\bstay tuned\b|\bthanks? (?:you )?for reading\b|\bkeep an eye on\b.*\b(?:sites?|director|blog)/i,
  /\b(?:contact|call|e-?mail|message|reach out to|get in touch with|talk to|speak (?:to|with)|work with|partner with) (?:us|our (?:team|experts?|sales|specialists?|consultants?))\b/i,
  /\bfree (?:trial|account|shipping)\b|\b(?:open|create) (?:an?|your) (?:free )?account (?:on|with|at)\b|\b(?:discount|coupon|promo code|\d+ ?% off|best price|money-back)\b/i,
  /\b(?:sign up|subscribe|register|enrol?l|join)(?: (?:here|to our|for our|us))\b|\b(?:get|try|start|download|apply) (?:started )?(?:it )?(?:now|today)\b/i,
  /\b(?:our|their|vetted|dedicated|professional|freelance) (?:[\w-]+ ){0,2}(?:experts?|specialists?|freelancers?|consultants?|agency|agencies|talent pool|sales team)\b/i,
  /\b(?:[\w-]+ ){1,3}(?:development|integration|consulting|outsourcing|implementation|content editing|writing|marketing|migration|design) services?\b/i,
  /\b(?:book|schedule|request|claim|get) (?:a|an|your|the) (?:personali[sz]ed )?(?:call|quote|consultation|meeting|audit|estimate|session)\b/i,
];

/** Sentences that sell, wherever they are. */
export const promotion: readonly RegExp[] = [
  /\b(?:check(?:ing)? out|explore|grab|download) (?:this|our|these)\b.{0,140}\b(?:guides?|articles?|posts?|blogs?|courses?|e-?books?|webinars?|checklists?|reviews?)\b/i,
  /\bcheck back (?:often|soon|later)\b|\bstay tuned\b|\bthanks? (?:you )?for reading\b|\bkeep an eye on\b.*\b(?:sites?|director|blog)/i,
  /\b(?:contact|call|e-?mail|message|talk to) (?:us|our (?:team|experts?|sales|specialists?|consultants?)) (?:today|now|for a free)\b|\bcontact [A-Z]\S+(?: [A-Z]\S+)* (?:today|now)\b/i,
  /\b(?:book|schedule|request|claim|get) (?:a|an|your|the) (?:free |no-obligation |personali[sz]ed )+(?:demo|call|quote|consultation|meeting|trial|audit|estimate|session)\b|\bfree (?:consultation|quote|demo)\b|\b(?:book|schedule|request) (?:a|your) demo\b/i,
  /\b(?:sign up|subscribe|register|enrol?l|join)(?: (?:now|today|for free|for a free))\b|\bsubscribe\b.*\b(?:newsletter|channel|updates)\b/i,
  /\b(?:add to cart|buy now|shop now|order now|order today|limited[- ]time)\b/i,
  /^(?:get|order|buy|try|start|book|shop|grab|claim)\b.{0,60}\b(?:today|now)\b/i,
  /\bhire (?:an? |our |the |your |dedicated |expert |skilled |top |remote |ai )+(?:developers?|experts?|engineers?|freelancers?|specialists?|team|consultants?|professionals?|ai)\b/i,
  /\bwe(?:['’]ve)? (?:help|helped|serve|partner with|work with|empower|enable) (?:[\w-]+ ){0,2}(?:businesses|companies|clients|customers|brands|organi[sz]ations|startups|enterprises)\b|\bwe aim to deliver\b/i,
  /\bget (?:expert|professional) (?:[\w-]+ )?(?:help|advice|consulting|support)\b|\baward-winning\b|\b(?:industry|market)-leading (?:solutions?|provider|platform)\b|\btrusted by\b.*\b(?:companies|teams|customers|brands)\b/i,
  /\bready to (?:[\w-]+ ){1,5}\?|\b(?:affiliate|sponsored) (?:links?|content|post)\b|\bwe may earn\b|\bearn a commission\b/i,
  /^(?:like|share|follow|subscribe)\b.*\b(?:on|to our) (?:twitter|x|linkedin|facebook|instagram|youtube|channel)\b|^share (?:this|it) with\b|\blet us know in the comments\b/i,
];

/** Answers that only say where the answer is. */
export const pointers: readonly RegExp[] = [
  /^(?:please |kindly |for (?:more|further|details|detailed|full|additional|the)\b[^,.]{0,60}, ?(?:please )?|to (?:learn|find out|read|know) more[^,.]{0,40}, ?(?:please )?|you can |you may )?(?:refer to|see|review|consult|check(?: out)?|visit|read|view|have a look at|take a look at|look at|find (?:it|this|more|details) (?:in|on|at))\b[^.!?]{0,90}\b(?:docs?|documentation|guides?|pages?|sections?|articles?|links?|here|site|website|readme|wiki|manual|below|above|repository|repo|tutorial|post|handbook|appendix)\b[^.!?]{0,60}[.!]?$/i,
  /^(?:click|tap|see|go|read(?: more)?|more(?: info(?:rmation)?| details)?|details) (?:here|below|above)\b[^.!?]{0,40}[.!]?$/i,
];

/** Sentences about the article instead of its subject. */
export const aboutItself: readonly RegExp[] = [
  /\b(?:in|by the end of|throughout) this (?:article|guide|post|blog(?: post)?|tutorial|section|piece|page)\b.*\b(?:we|you|let(?:['’]s| us))\b/i,
  /\bthis (?:article|guide|post|blog(?: post)?|tutorial|piece)\b.{0,40}\b(?:explains?|covers?|helps?|breaks?|explores?|shows?|walks?|will|discusses|looks|is for)\b/i,
  /\b(?:we(?:['’]ll| will)|let(?:['’]s| us)) (?:\w+ly |first |now )?(?:explore|look at|dive|break (?:it )?down|take a look|discuss|cover|walk through|define|strip)\b|\byou(?:['’]re| are) in the right place\b|\bbefore we (?:can |even )?(?:dive|begin|start|compare|get)\b|\bhere(?:['’]s| is) the short answer\b|\bwe(?:['’]re| are) here to answer\b/i,
];

/** Buttons on a line of their own. */
export const button =
  /^(?:(?:get|start|try|buy|order|shop|book|download|apply|join|subscribe|sign up|learn|read|see|view|explore|discover|contact|request|claim|register|watch|talk|hire|find)\b(?: (?:it|us|a|an|the|your|our|for|in|to|now|today|more|started|free|here|demo|trial|quote|pricing|plans|call|team|sales|experts?|guide|ebook|touch|details|all))*|submit|continue|buy|subscribe|download)\W*$/i;
/** What the lines of a banner above a button consist of. */
export const banner =
  /\b(?:your|you|our|free|faster|smart(?:er)?|best|today|now|boost|grow|save|unlock|supercharge|transform)\b/i;

/** Words around a name that show that it is being sold. */
export const serviceWords =
  /\b(?:experts?|specialists?|professionals?|freelanc\w+|talent|services?|hire|hiring|consult\w*|account|contact|help (?:you|businesses|with)|offers?|offering|find|browse|explor\w+|check\w*|reviews?|director(?:y|ies)|collections?|curated|solutions?|today|get|pricing|trial|demo|sign|makes? .{0,20}simple)\b/i;

/** Words that start a question, even without a question mark. */
export const questionStart =
  /^(?:what(?:['’]?s| is| are| does| do| kind| type| makes| will| can| happens| should| would| if)|how(?: \w+)? (?:do|does|can|is|are|did|will|should|would|much|many)|why (?:do|does|is|are|did|should|would|can)|when (?:do|does|is|are|should|will|can)|where (?:do|does|is|are|can|should)|who (?:is|are|can|should|makes|owns)|which (?:is|are|one|of)|(?:is|are|can|could|do|does|did|should|will|would|has|have) (?:it|i|we|you|they|there|this|that|an?|the|all|my|our|your|any|[A-Z]\S*|\w+s)) /i;

/** Headings of parts made of questions and answers. */
export const faqHeading =
  /\b(?:faqs?|frequently asked|q\s?&\s?as?|questions? (?:and|&) answers?|(?:common|your|top|reader|popular) (?:[\w-]+ )?questions|questions? (?:answered|people ask)|people also ask)\b/i;
