// What pages have around and between their text: it becomes no entry and no part of one, and the review names it with its reason.
import { describe, expect, test } from 'vitest';
import { asArticle, foundIn, leftOutOf, quotesOf } from './importing.js';

const page = (body: string, head = '') =>
  asArticle(
    'a.html',
    `<!doctype html><body><article>${head}<h1>Ferries</h1><p>Who sails, and when.</p><h2>Fares</h2><p>A ticket is two coins.</p>${body}</article></body>`,
  );

test.each([
  [
    'a question on the page',
    '<div><span>Was this page helpful?</span><button>Yes</button><button>No</button></div>',
    'a form or a button',
    'Was this page helpful?',
  ],
  [
    'how many liked it',
    '<p>31 out of 40 found this helpful</p>',
    'a form or a button',
    '31 out of 40 found this helpful',
  ],
  [
    'a question on the page as heading',
    '<h3>Is this article useful?</h3><p>Yes</p>',
    'a form or a button',
    'Is this article useful?',
  ],
  [
    'what was read before',
    '<h3>Recently viewed articles</h3><ul><li>Lost things</li></ul>',
    'navigation',
    'Recently viewed articles',
  ],
  ['the way to the top', '<p><a href="#">Back to top ↑</a></p>', 'navigation', 'Back to top ↑'],
  [
    'tabs',
    '<div role="tablist"><button role="tab">Summer</button><button role="tab">Winter</button></div>',
    'a form or a button',
    'Summer Winter',
  ],
  [
    'a bar of letters',
    '<div><a href="#a">A</a> | <a href="#b">B</a> | <a href="#c">C</a></div>',
    'navigation',
    'A | B | C',
  ],
  [
    'the way to edit it',
    '<p>Spotted a mistake? <a href="/e">Edit this page on GitLab</a>.</p>',
    'navigation',
    'Edit this page on GitLab.',
  ],
  ['a counter', '<footer><a class="comment-count">4</a></footer>', 'navigation', '4'],
  ['a footer', '<footer><span>Share</span> <a href="/m">Mastodon</a></footer>', 'navigation', 'Share Mastodon'],
  [
    'an advertisement',
    '<div class="ad ad-wide"><p>Brant Motors: nothing to pay until May on all new vans.</p></div>',
    'promotion',
    'Brant Motors: nothing to pay until May on all new vans.',
  ],
  [
    'a list of its parts',
    '<p>On this page:</p><ul><li><a href="#f">Fares</a></li><li><a href="#h">Hours</a></li></ul>',
    'navigation',
    'On this page:',
  ],
  [
    'a pull quote',
    '<p>The captain said: "Nobody who can row has to pay." She meant it.</p><blockquote><p>“Nobody who can row has to pay.”</p></blockquote>',
    'repeated',
    '“Nobody who can row has to pay.”',
  ],
])('%s is left out', (_, body, why, words) => {
  const article = page(
    `${body}<h2>Hours</h2><p>From dawn to dusk.${' The big boat sails twice in summer.'.repeat(5)}</p>`,
  );
  expect(leftOutOf(article)).toContainEqual({ why, words });
  expect(Object.keys(foundIn(article))).toEqual(['Ferries', 'Fares', 'Hours']);
  expect(foundIn(article)['Fares']).toMatch(/^A ticket is two coins\.( The captain.* meant it\.)?$/);
});

describe('above the title', () => {
  test('a few words are left out', () => {
    const article = page('', '<p class="kicker">Long read</p>');
    expect(leftOutOf(article)).toEqual([{ why: 'a line above the title', words: 'Long read' }]);
  });

  test('a paragraph is part of what the title names, not a second entry', () => {
    const article = page('', '<p>The island has no bridge, and wants none.</p>');
    expect(foundIn(article)).toMatchObject({
      Ferries: 'The island has no bridge, and wants none. […] Who sails, and when.',
    });
    expect(article.found.findings).toHaveLength(2);
  });
});

test('a line that leads to what is left out does not quote the headings below', () => {
  const article = asArticle(
    'a.html',
    '<!doctype html><body><main><h1>Ferries</h1><p>Who sails.</p><p>Jump to a part:</p><ul><li><a href="#f">Fares</a></li><li><a href="#h">Hours</a></li></ul><h2>Fares</h2><p>Two coins.</p><h2>Hours</h2><p>From dawn.</p></main></body>',
  );
  expect(quotesOf(article)).toEqual(['Who sails.', 'Two coins.', 'From dawn.']);
});

test('content that looks a little like it stays', () => {
  const said = [
    'Press <button>Sail</button> to leave.',
    'Comments are read by the harbour master on Mondays.',
    'Was this ferry ever late?',
  ];
  const article = page(
    `<h2>Rules</h2>${said.map((each) => `<p>${each}</p>`).join('')}<blockquote><p>Never stand up.</p><footer>The captain</footer></blockquote>`,
  );
  expect(leftOutOf(article)).toEqual([]);
});
