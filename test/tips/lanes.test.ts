// Which lanes rest, and for how long.
import { describe, expect, test } from 'vitest';
import { createLanes } from '../../src/tips/lanes.js';

function createTestLanes() {
  const clock = { time: 1_000_000, now: () => clock.time };
  return { clock, ...createLanes(clock) };
}

describe('a lane', () => {
  test('rests until its time is over', () => {
    const { clock, rest, resting } = createTestLanes();
    rest('a', 500);
    rest('b', 700);
    expect(resting()).toEqual(['a', 'b']);
    clock.time += 500;
    expect(resting()).toEqual(['b']);
    clock.time += 200;
    expect(resting()).toEqual([]);
  });

  test('rests for the longer of two times', () => {
    const { clock, rest, resting } = createTestLanes();
    rest('a', 5_000);
    rest('a', 100);
    clock.time += 4_999;
    expect(resting()).toEqual(['a']);
  });

  test('goes on soonest of those that had their share; one that rests for longer is not waited for', () => {
    const { clock, rest, soonestMs } = createTestLanes();
    expect(soonestMs()).toBeUndefined();
    rest('far', 1_001);
    expect(soonestMs()).toBeUndefined();
    rest('late', 1_000);
    expect(soonestMs()).toBe(1_000);
    rest('soon', 300);
    expect(soonestMs()).toBe(300);
    clock.time += 100;
    expect(soonestMs()).toBe(200);
  });

  test('rests for the remainder of a minute with 250 refusals', () => {
    const { clock, noteRefusal, resting } = createTestLanes();
    const refuse = (count: number) => {
      for (let at = 0; at < count; at += 1) noteRefusal('a');
    };
    refuse(200);
    clock.time += 20_000;
    refuse(49);
    expect(resting()).toEqual([]);
    refuse(1);
    clock.time += 39_999;
    expect(resting()).toEqual(['a']);
    clock.time += 1;
    expect(resting()).toEqual([]);
    // Another minute has begun.
    refuse(249);
    expect(resting()).toEqual([]);
  });

  test('does not rest any more after a clock was put back, nor for what was refused before', () => {
    const { rest, noteRefusal, clear, resting } = createTestLanes();
    rest('a', 500);
    for (let at = 0; at < 249; at += 1) noteRefusal('b');
    clear();
    noteRefusal('b');
    expect(resting()).toEqual([]);
  });
});
