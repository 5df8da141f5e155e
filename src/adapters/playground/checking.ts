// The route of the page that checks a list of questions.
import type { Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { type CheckContent, renderCheckPage } from './check-page.js';
import { type PageLink, pageLinks } from './frame.js';
import type { CoverQuestions } from './ports.js';

// A check competes with other people's questions: longer lists are for the command line.
const mostQuestions = 300;
const maxBytes = 256 * 1024;

const tooMany = `That list is too long. npm run coverage takes longer ones.`;

/** Serves the page at `/check`: the form, and its submission. */
export function serveCheck(app: Hono, cover: CoverQuestions, links: readonly PageLink[]): void {
  const show = (context: Context, content: CheckContent, status: 200 | 400 | 413 | 429 = 200) =>
    context.html(renderCheckPage(content, mostQuestions, links), status);
  app.get(pageLinks.check.href, (context) => show(context, { list: '' }));
  const limit = bodyLimit({
    maxSize: maxBytes,
    onError: (context) => show(context, { list: '', problem: tooMany }, 413),
  });
  app.post(pageLinks.check.href, limit, async (context) => {
    const { questions } = await context.req.parseBody().catch((): Record<string, unknown> => ({}));
    const list = typeof questions === 'string' ? questions : '';
    const found = await cover(list, mostQuestions);
    if (found === undefined)
      return show(context, { list, problem: 'That is a lot of lists. Try again in a minute.' }, 429);
    if (found.covered.length === 0)
      return show(context, { list, problem: 'Paste questions first, one per line.' }, 400);
    return show(context, { list, covered: found.covered, left: found.left });
  });
}
