import type { Line } from './lines.ts';

/** Where the reader is in the matrix: a line, and a browser's column, or −1 for the line's name. */
export interface Place {
  readonly id: string;
  readonly column: number;
}

export type KeyAction = { readonly do: 'move' | 'open'; readonly place: Place } | { readonly do: 'close' };

/** Lines that Page Up and Page Down move by. */
const page = 20;

/** What a key does in the matrix, after the tree grid pattern of the ARIA Authoring Practices; undefined: nothing. */
export function matrixKey(
  event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>,
  lines: readonly Line[],
  index: number,
  column: number,
  columns: number,
): KeyAction | undefined {
  const line = lines[index];
  if (line === undefined || event.altKey || event.metaKey) return undefined;
  const moveTo = (target: number, toColumn = column): KeyAction => {
    const { id } = lines[Math.min(lines.length - 1, Math.max(0, target))] ?? line;
    return { do: 'move', place: { id, column: Math.min(columns - 1, Math.max(-1, toColumn)) } };
  };
  const open: KeyAction = { do: 'open', place: { id: line.id, column } };
  switch (event.key) {
    case 'ArrowDown':
      return moveTo(index + 1);
    case 'ArrowUp':
      return moveTo(index - 1);
    case 'PageDown':
      return moveTo(index + page);
    case 'PageUp':
      return moveTo(index - page);
    case 'Home':
      return event.ctrlKey ? moveTo(0) : moveTo(index, -1);
    case 'End':
      return event.ctrlKey ? moveTo(lines.length - 1) : moveTo(index, columns - 1);
    case 'ArrowRight':
      return column === -1 && line.kind !== 'cell' && !line.open ? open : moveTo(index, column + 1);
    case 'ArrowLeft':
      return column === -1 && line.kind !== 'cell' && line.open ? open : moveTo(index, column - 1);
    case 'Enter':
    case ' ':
      return open;
    case 'Escape':
      return { do: 'close' };
    default:
      return undefined;
  }
}
