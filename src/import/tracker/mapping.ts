export interface Mapping {
  readonly todo?: true;
}
