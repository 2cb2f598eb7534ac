// What sort of source facts come from.
import { declareEnum } from "../planner/mapping/values";

export enum SourceKind {
  FILE = "FILE",
  PERSON = "PERSON",
}
declareEnum(SourceKind, {
  name: "SourceKind",
  sqlType: "source_kind",
  description: "What sort of source facts come from.",
  values: {
    FILE: "A file or page that was imported.",
    PERSON: "A person who recorded it here.",
  },
});
