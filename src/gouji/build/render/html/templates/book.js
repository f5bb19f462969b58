// Search, what a figure is, and the place in the contents. Without it the page reads and its links work.
"use strict";
(() => {
  const main = document.getElementById("main");
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const plain = (text) => text.normalize("NFKC").toLowerCase().replace(/[\s,]/g, "");
  const make = (id) => document.getElementById(id).content.firstElementChild.cloneNode(true);

  // --- what a figure is
  const note = make("figure-note");
  let noted = null;
  function tell(figure) {
    if (!figure || !figure.title) return;
    noted = figure;
    const value = document.createElement("b");
    value.textContent = figure.textContent.trim();
    note.firstElementChild.replaceChildren(value, `\n${figure.title}`);
    if (!note.isConnected) document.body.append(note);
  }
  function hush() {
    note.remove();
    noted = null;
  }
  note.querySelector("button").addEventListener("click", () => {
    const figure = noted;
    hush();
    if (figure && figure.tabIndex >= 0) figure.focus();
  });
  main.addEventListener("click", (event) => tell(event.target.closest("td.fig, span[title]")));
  main.addEventListener("keydown", (event) => {
    if ((event.key === "Enter" || event.key === " ") && event.target.matches("span[role=button]")) {
      event.preventDefault();
      tell(event.target);
    }
  });

  // --- going to a place: it is shown, marked and takes the focus
  function arrive(place) {
    document.querySelectorAll(".found").forEach((each) => each.classList.remove("found"));
    place.classList.add("found");
    place.tabIndex = -1;
    place.scrollIntoView({ behavior: calm ? "auto" : "smooth", block: "center", inline: "nearest" });
    place.focus({ preventScroll: true });
    if (place.matches("td.fig")) tell(place);
    else hush();
  }
  function follow() {
    const place = location.hash.length > 1 && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    if (place && place.matches("td")) arrive(place);
  }
  addEventListener("hashchange", follow);

  // --- search
  const search = document.querySelector(".search");
  const query = search.querySelector("input");
  const results = search.querySelector("ol");
  const found = search.querySelector("output");
  const MOST = 60;
  let entries = null;
  function tableOf(element) {
    const heading = element.closest("table")?.querySelector("caption h2, caption h3, caption h4, caption h5, caption h6");
    return heading ? heading.textContent : "";
  }
  function collect() {
    const listed = [];
    const add = (element, text, small) => listed.push({ element, key: plain(text), text, small });
    main.querySelectorAll("h2, h3, h4, h5, h6").forEach((each) => add(each, each.textContent, "标题"));
    main.querySelectorAll("tbody th").forEach((each) => {
      const code = each.previousElementSibling?.textContent.trim() ?? "";
      const text = each.textContent.trim();
      if (text) add(each, /^\d{3,}$/.test(code) ? `${code} ${text}` : text, tableOf(each));
    });
    main.querySelectorAll("td.fig").forEach((each) => {
      const row = each.title.split("\n", 1)[0];
      listed.push({ element: each, key: plain(each.textContent), text: each.textContent, small: `${tableOf(each)} · ${row}`, figure: true });
    });
    main.querySelectorAll("article > p").forEach((each) => {
      listed.push({ element: each, key: plain(each.textContent), text: each.textContent, small: "文字说明", prose: true });
    });
    return listed;
  }
  function excerpt(entry, wanted) {
    if (!entry.prose || entry.text.length < 60) return entry.text;
    const at = Math.max(entry.text.indexOf(wanted) - 20, 0);
    return `${at ? "…" : ""}${entry.text.slice(at, at + 60)}…`;
  }
  function look() {
    const wanted = plain(query.value);
    entries ??= collect();
    const digits = /^[+-]?[\d.]+%?$/.test(wanted);
    const hits = wanted
      ? entries.filter((entry) => (entry.figure ? digits && entry.key.startsWith(wanted) : entry.key.includes(wanted)))
      : [];
    results.replaceChildren(...hits.slice(0, MOST).map((entry) => {
      const link = document.createElement("a");
      const small = document.createElement("small");
      link.href = "#main";
      small.textContent = entry.small;
      link.append(excerpt(entry, query.value.trim()), small);
      link.addEventListener("click", (event) => {
        event.preventDefault();
        close();
        arrive(entry.element);
      });
      const item = document.createElement("li");
      item.append(link);
      return item;
    }));
    results.scrollTop = 0;
    found.textContent = !wanted ? "" : hits.length > MOST ? `${hits.length} 处，列出前 ${MOST} 处` : hits.length ? `${hits.length} 处` : "没有找到";
  }
  function close() {
    results.replaceChildren();
    found.textContent = "";
  }
  query.addEventListener("input", look);
  query.addEventListener("focus", () => query.value && look());
  search.querySelector("form").addEventListener("submit", (event) => {
    event.preventDefault();
    results.querySelector("a")?.click();
  });
  search.addEventListener("keydown", (event) => {
    const links = [...results.querySelectorAll("a")];
    const at = links.indexOf(document.activeElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1 }[event.key];
    if (event.key === "Escape") {
      close();
      query.focus();
    } else if (to !== undefined && links.length) {
      event.preventDefault();
      (to < 0 ? query : links[Math.min(to, links.length - 1)]).focus();
    }
  });
  document.addEventListener("click", (event) => {
    if (!search.contains(event.target)) close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && note.isConnected) hush();
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.target.closest("input, textarea, select")) return;
    event.preventDefault();
    query.focus();
  });

  // --- where one is, in the contents
  const links = new Map([...document.querySelectorAll("nav a")].map((link) => [link.hash.slice(1), link]));
  const places = [...links.keys()].map((id) => document.getElementById(id)).filter(Boolean);
  const nav = document.getElementById("contents");
  let current = null;
  function locate() {
    const reached = places.filter((place) => place.getBoundingClientRect().top < innerHeight / 3);
    const link = links.get((reached.at(-1) ?? places[0])?.id);
    if (!link || link === current) return;
    current?.removeAttribute("aria-current");
    link.setAttribute("aria-current", "location");
    current = link;
    const box = link.getBoundingClientRect();
    const frame = nav.getBoundingClientRect();
    if (box.top < frame.top || box.bottom > frame.bottom) nav.scrollTop += box.top - frame.top - frame.height / 3;
  }
  let waiting = false;
  addEventListener("scroll", () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      locate();
    });
  }, { passive: true });
  locate();
  follow();
})();
