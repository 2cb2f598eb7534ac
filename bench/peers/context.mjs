// A request's DataLoaders: one for each batch function and its arguments, made when it is first asked for.
import DataLoader from "dataloader";

export function contextOf(data) {
  const loaders = new Map();
  return {
    data,
    load(name, ...args) {
      const key = args.length === 0 ? name : `${name} ${args.join(" ")}`;
      let loader = loaders.get(key);
      if (!loader) loaders.set(key, (loader = new DataLoader((keys) => data[name](keys, ...args))));
      return loader;
    },
  };
}
