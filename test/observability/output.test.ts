import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createOutput, mostWaiting, type Sink } from '../../src/observability/output.js';

const full = Object.assign(new Error('no space'), { code: 'ENOSPC' });

describe('what is written without waiting', () => {
  test('is dropped if nobody reads and too much is queued; the number of missing lines is reported once there is room', () => {
    let release = (): void => undefined;
    let written = '';
    let isRead = false;
    const sink: Sink = (bytes, done) => {
      const take = () => {
        written += Buffer.from(bytes).toString();
        done(null, bytes.length);
      };
      if (isRead) take();
      else release = take;
    };
    const output = createOutput(sink);
    output.onRoom((missing) => output.write(`${missing} are missing\n`));
    const line = `${'x'.repeat(99_999)}\n`;
    const fits = Math.floor(mostWaiting / line.length);
    // The first line is already being written.
    for (let count = 0; count < fits + 1 + 7; count += 1) output.write(line);
    expect({ written, dropped: output.dropped() }).toEqual({ written: '', dropped: 7 });

    isRead = true;
    release();
    expect(written).toBe(`${line.repeat(fits + 1)}7 are missing\n`);
    output.write('on it goes\n');
    expect(written).toMatch(/missing\non it goes\n$/);
    expect(output.dropped()).toBe(7);
  });

  test('comes whole and in order, whatever part is taken each time and however often the disk is full', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.string({ maxLength: 40, unit: 'grapheme' }), { maxLength: 30 }),
        fc.array(fc.option(fc.integer({ min: 0, max: 50 }), { nil: undefined })),
        async (lines, takes) => {
          const written: Buffer[] = [];
          const steps = [...takes];
          const output = createOutput(
            (bytes, done) => {
              const most = steps.length === 0 ? bytes.length : steps.shift();
              const count = Math.min(bytes.length, most ?? 0);
              written.push(Buffer.from(bytes.subarray(0, count)));
              setImmediate(() => done(most === undefined ? full : null, count));
            },
            (again) => setImmediate(again),
          );
          for (const line of lines) output.write(`${line}\n`);
          await output.flush(10_000);
          expect(Buffer.concat(written).toString()).toBe(lines.map((line) => `${line}\n`).join(''));
        },
      ),
      { numRuns: 50 },
    );
  });
});
