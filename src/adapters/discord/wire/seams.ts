// What other parts of the bot plug into Discord: commands that somebody else answers. Types only.
import type { Document } from '../../../document/nodes.js';
import type { Origin } from '../../../ports.js';
import type { Command } from '../in/command-list.js';
import type { OptionValue } from '../in/commands.js';

/** A command that somebody else answers. */
export type ExtraCommand = {
  readonly definition: Command;
  readonly run: (call: CommandCall) => Promise<{ readonly document: Document; readonly private: boolean }>;
  /** What to offer while one of its options is typed, at most `limit`. */
  readonly complete?: (option: string, typed: string, limit: number) => readonly string[];
};
export type CommandCall = {
  readonly from: Origin;
  readonly subcommand?: string;
  readonly options: ReadonlyMap<string, OptionValue>;
  readonly managesServer: boolean;
  readonly locale?: string;
};
