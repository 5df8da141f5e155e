// Files that aren't articles, or were made to break the import: a clear refusal, or a clear result.
import iconv from 'iconv-lite';
import { describe, expect, test } from 'vitest';
import { maxBytes, readArticle } from '../../../src/knowledge/import/article.js';
import { asArticle, foundIn, quotesOf } from './importing.js';

const read = (name: string, bytes: Uint8Array | string) => readArticle(name, Buffer.from(bytes), { key: 'own' });
const german =
  'Öfen für Ton\n\nWas ist ein Ofen?\n\nEin Ofen ist ein Kasten für große Hitze. Er wärmt über tausend Grad, und Tüten mögen das gar nicht.\n';
const russian =
  'Печи для глины\n\nЧто такое печь?\n\nПечь — это ящик, в котором очень жарко. Глина в ней становится твёрдой, как камень, и остаётся такой.\n';
const japanese =
  '粘土の窯\n\n窯とは何ですか？\n\n窯は粘土を焼くための箱です。とても熱くなりますので、気をつけて使ってください。\n';

describe('an encoding', () => {
  test.each([
    ['UTF-8 with a byte order mark', german, 'utf8', true],
    ['UTF-16, little end first, with a mark', german, 'utf16le', true],
    ['UTF-16, big end first, with a mark', german, 'utf16be', true],
    ['UTF-16 without a mark', 'Kiln notes for everybody who likes clay, kilns and heat.\n', 'utf16le', false],
    ['Windows-1252', german, 'windows-1252', false],
    ['Windows-1251', russian, 'windows-1251', false],
    ['KOI8-R', russian.replace('—', '-'), 'koi8-r', false],
    ['Shift_JIS', japanese, 'shift_jis', false],
  ])('%s is read for what it is', (_, text, encoding, addBOM) => {
    expect(asArticle('a.txt', iconv.encode(text, encoding, { addBOM })).text).toBe(text);
  });

  test('that a page declares is believed', () => {
    const page = `<html><head><meta charset="iso-8859-2"></head><body><h2>Glina</h2><p>Piec jest gorący, a glina w nim twardnieje i zostaje taka na zawsze.</p></body></html>`;
    expect(asArticle('a.html', iconv.encode(page, 'iso-8859-2')).text).toContain('gorący');
  });

  test('with line ends of other systems gives the same text', () => {
    const text = 'Kilns\n\nWhat is a kiln?\n\nA kiln is a hot box.\n';
    expect(asArticle('a.txt', text.replaceAll('\n', '\r\n')).text).toBe(text);
    expect(asArticle('a.txt', text.replaceAll('\n', '\r')).text).toBe(text);
  });
});

describe('refused is', () => {
  const noise = Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919 + 13) % 251);
  test.each([
    ['nothing at all', 'a.txt', '', /is empty/],
    ['white space', 'a.md', ' \n\t\n\ufeff', /is empty/],
    ['a picture', 'a.txt', Buffer.from('\x89PNG\r\n\x1a\n0000', 'latin1'), /is a picture/],
    ['a PDF', 'a.txt', '%PDF-1.7 ...', /is a PDF.*save it as text/],
    ['a Word file', 'a.html', Buffer.from('PK\x03\x04abcd', 'latin1'), /Word/],
    ['binary data', 'a.txt', noise, /is not text/],
    ['zeros', 'a.txt', new Uint8Array(1000), /is not text/],
    ['a program', 'a.exe', 'MZ', /not a readable article: \.txt, \.md/],
    [
      'a page of scripts',
      'a.html',
      '<html><body><script>while(true){}</script></body></html>',
      /no text that could be quoted/,
    ],
    ['too much', 'a.txt', new Uint8Array(maxBytes + 1), /is 8 MB large, at most 8 MB/],
  ])('%s', (_, name, bytes, why) => {
    const result = read(name, bytes);
    expect(result.type === 'refused' ? result.why : 'taken').toMatch(why);
  });
});

describe('broken and hostile pages', () => {
  const sentence = 'A kiln is a hot box for clay, and it stays hot for a whole day.';
  test.each([
    ['never closed', `<html><body><div><p>${sentence}<table><tr><td>x<ul><li>y`],
    ['closed too often', `</p></div></html><p>${sentence}</p></body></body>`],
    ['without any frame', `<p>${sentence}`],
    ['nested ten thousand deep', `${'<div>'.repeat(10_000)}<p>${sentence}</p>`],
    ['of ten thousand spans in each other', `<p>${'<span>'.repeat(10_000)}${sentence}</p>`],
    [
      'with a table that claims a million columns',
      `<p>${sentence}</p><table><tr><td colspan="1000000" rowspan="1000000">a</td><td>b</td></tr><tr><td>c</td></tr></table>`,
    ],
    ['with broken attributes', `<p class="x y=" onclick='"><img src=x onerror=alert(1)>'>${sentence}</p>`],
    [
      'with scripts everywhere',
      `<script>alert(1)</script><p>${sentence}<script>alert(2)</script></p><svg onload=alert(3)></svg><iframe srcdoc="<p>no</p>"></iframe>`,
    ],
  ])('%s still give their text', (_, page) => {
    const { text } = asArticle('a.html', page);
    expect(text).toContain(sentence);
    expect(text).not.toMatch(/alert|<\w/);
  });

  test.each([
    ['quotes', '> '.repeat(3000)],
    ['lists', Array.from({ length: 500 }, (_, depth) => `${'  '.repeat(depth)}- x`).join('\n')],
    ['brackets', '['.repeat(5000)],
    ['emphasis', '*a '.repeat(5000)],
    ['columns', `|${'a|'.repeat(3000)}\n|${'-|'.repeat(3000)}\n|${'b|'.repeat(3000)}\n`],
  ])('Markdown with endless %s gives a result', (_, source) => {
    const result = read('a.md', `# Kilns\n\n${sentence}\n\n${source}`);
    expect(['article', 'refused']).toContain(result.type);
  });

  test('text that would be markup, a mention or a command is only text', () => {
    const nasty = 'A kiln is a *hot* <b>box</b> | @everyone `rm` [x](javascript:alert(1)) & \\ ~~no~~ _so_ #1 $(id).';
    const article = asArticle('a.txt', `Kilns\n\nWhat is a kiln?\n\n${nasty}\n`);
    expect(quotesOf(article)).toContain(nasty);
  });

  test('a text of one line of a megabyte is read in bounded time', () => {
    const article = asArticle('a.txt', `Kilns\n\nWhat is a kiln?\n\n${`${sentence} `.repeat(15_000)}\n`);
    expect(foundIn(article)['Kiln']).toContain(sentence);
  });
});
