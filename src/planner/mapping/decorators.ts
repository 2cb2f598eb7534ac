// Everything a noun's file needs to describe itself.

export { BelongsTo, Column, ColumnOf, type ColumnOptions, Embedded, EmbeddedType, HasMany } from "./fields";
export { type Connection, Node } from "./node";
export { argsOf, connectionOf, filterOf } from "./pending";
export { registerFacets, Table } from "./table";
