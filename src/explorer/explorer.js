// What links and forms cannot do: suggestions while a search is typed. Everything else works without this file.
(() => {
  const box = document.getElementById("find");
  if (!box || !window.fetch) return;
  const list = document.createElement("datalist");
  list.id = "find-suggestions";
  box.after(list);
  box.setAttribute("list", list.id);
  const query =
    "query Suggest($text: String!) { suggestions(text: $text, first: 6) { nodes { name agency { slug } office { slug } topic { slug } } } }";
  let timer;
  let asked = "";
  const paths = new Map();
  const suggest = async () => {
    const text = box.value.trim();
    if (text.length < 2 || text === asked) return;
    asked = text;
    const response = await fetch("/graphql", {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/json" },
      body: JSON.stringify({ query, variables: { text } }),
    });
    if (!response.ok) return;
    const { data } = await response.json();
    if (!data || text !== box.value.trim()) return;
    list.replaceChildren(
      ...data.suggestions.nodes.map(({ name, agency, office, topic }) => {
        const path = agency
          ? `/agencies/${agency.slug}`
          : office
            ? `/offices/${office.slug}`
            : topic
              ? `/topics/${topic.slug}`
              : undefined;
        if (path) paths.set(name, path);
        const option = document.createElement("option");
        option.value = name;
        return option;
      }),
    );
  };
  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => suggest().catch(() => {}), 150);
  });
  box.form.addEventListener("submit", (event) => {
    const path = paths.get(box.value.trim());
    if (!path) return;
    event.preventDefault();
    location.assign(path);
  });
})();
