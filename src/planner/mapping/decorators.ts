// Everything a noun's file needs to describe itself.
export { argsOf, connectionOf, filterOf } from "./pending";
export { BelongsTo, Column, type ColumnOptions, Embedded, EmbeddedType, HasMany } from "./fields";
export { type Connection, Node } from "./node";
export { registerFacets, Table } from "./table";
