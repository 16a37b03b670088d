/**
 * @module Formats of others: what writes a table or talks to a service in a format that is not ours. Owns the packages for it, refuses
 * to know what a run is. One format a file; each is loaded when it is asked for.
 */
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { type BasicType, parquetWriteBuffer } from "hyparquet-writer";
import type { Cell, Column, ColumnType, FilledTable } from "../core/trace/table.ts";

/** Rows a group: small ones, so that a viewer loads a page without the rest. */
const GROUP_ROWS = 1000;

const TYPES: Readonly<Record<ColumnType, BasicType>> = { string: "STRING", int64: "INT64", float64: "DOUBLE", bool: "BOOLEAN" };

/** A table as Parquet, columns in order, Snappy. The same rows give the same bytes: no time and no path goes in. */
export const parquetOf = ({ columns, rows }: FilledTable, createdBy: string): Uint8Array =>
  new Uint8Array(
    parquetWriteBuffer({
      columnData: columns.map((column, index) => ({
        name: column.name,
        type: TYPES[column.type],
        nullable: column.isNullable,
        data: rows.map((row) => stored(column, row[index] ?? null)),
      })),
      rowGroupSize: GROUP_ROWS,
      createdBy,
    }),
  );

const stored = ({ type }: Column, cell: Cell): Cell | bigint => (type === "int64" && typeof cell === "number" ? BigInt(cell) : cell);

/** Every text of a Parquet file that we wrote, in the order of its rows. Throws on bytes that are no such file. */
export const parquetTexts = async (bytes: Uint8Array): Promise<readonly string[]> => {
  const file = bytes.slice().buffer;
  const rows = await parquetReadObjects({ file, metadata: parquetMetadata(file) });
  return rows.flatMap((row) => Object.values(row).filter((cell) => typeof cell === "string"));
};
