// Jumping both ways between findings and pages, the keys j and k, the filter, zoom. Without it the links still work.
"use strict";
(() => {
  const findings = [...document.querySelectorAll(".finding")];
  const viewer = document.querySelector(".viewer");
  const pages = document.querySelector(".pages");
  const marks = viewer ? [...viewer.querySelectorAll(".mark")] : [];
  const calm = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const behavior = calm ? "auto" : "smooth";
  const beside = () => pages && getComputedStyle(viewer).position === "sticky";
  const number = (finding) => finding.id.slice("finding-".length);

  function scrollPages(target) {
    if (!target) return;
    if (!beside()) return target.scrollIntoView({ behavior, block: "center" });
    const from = pages.getBoundingClientRect();
    const to = target.getBoundingClientRect();
    pages.scrollBy({ top: to.top - from.top - from.height / 3, behavior });
    const sheet = target.closest(".sheet");
    if (sheet) sheet.scrollBy({ left: to.left - sheet.getBoundingClientRect().left - sheet.clientWidth / 2, behavior });
  }

  function select(finding, { move = true, show = true } = {}) {
    findings.forEach((each) => each.classList.toggle("selected", each === finding));
    if (viewer) viewer.classList.add("choosing");
    const chosen = marks.filter((mark) => mark.dataset.finding === number(finding));
    marks.forEach((mark) => mark.classList.toggle("chosen", chosen.includes(mark)));
    chosen.forEach((mark) => mark.parentNode.append(mark));
    finding.closest("details")?.setAttribute("open", "");
    if (move) {
      finding.scrollIntoView({ behavior, block: "nearest" });
      finding.querySelector("article").focus({ preventScroll: true });
    }
    if (show && beside()) scrollPages(chosen.find((mark) => mark.querySelector(".culprit")) ?? chosen[0]);
  }

  findings.forEach((finding) =>
    finding.addEventListener("click", (event) => {
      const link = event.target.closest("a[data-page]");
      if (event.target.closest("summary") || (!link && String(getSelection()))) return;
      select(finding, { move: false, show: !link || link.classList.contains("cut-link") });
      if (!link) return;
      event.preventDefault();
      const page = document.getElementById(link.dataset.page);
      const box = marks.find((mark) => mark.classList.contains("chosen") && page.contains(mark));
      scrollPages(box ?? page);
    }));

  marks.forEach((mark) =>
    mark.addEventListener("click", (event) => {
      event.preventDefault();
      const finding = document.getElementById(`finding-${mark.dataset.finding}`);
      finding.hidden = false;
      select(finding, { show: false });
      if (!beside()) finding.scrollIntoView({ behavior, block: "start" });
    }));

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.closest?.("input, textarea, select")) return;
    const step = { j: 1, k: -1 }[event.key];
    const open = findings.filter((finding) => !finding.hidden);
    if (!step || !open.length) return;
    const at = open.findIndex((finding) => finding.classList.contains("selected"));
    const next = at < 0 ? (step > 0 ? 0 : open.length - 1) : Math.min(Math.max(at + step, 0), open.length - 1);
    select(open[next]);
  });

  const boxes = [...document.querySelectorAll(".filter input")];
  const chooser = document.querySelector(".filter select");
  if (chooser) chooser.hidden = false;
  [...boxes, chooser].forEach((box) =>
    box?.addEventListener("change", () => {
      const levels = boxes.filter((each) => each.checked).map((each) => each.value);
      const code = chooser?.value;
      findings.forEach((finding) => {
        finding.hidden = !levels.includes(finding.dataset.severity) || Boolean(code && code !== finding.dataset.code);
        if (code && !finding.hidden) finding.closest("details")?.setAttribute("open", "");
      });
      const shown = new Set(findings.filter((finding) => !finding.hidden).map(number));
      marks.forEach((mark) => { mark.style.display = shown.has(mark.dataset.finding) ? "" : "none"; });
      document.querySelectorAll(".fold").forEach((fold) => { fold.hidden = !fold.querySelector(".finding:not([hidden])"); });
      document.querySelector(".empty").hidden = shown.size > 0;
    }));

  let zoom = 1;
  document.querySelectorAll("[data-zoom]").forEach((button) =>
    button.addEventListener("click", () => {
      zoom = Math.min(Math.max(zoom * (button.dataset.zoom > 0 ? 1.25 : 0.8), 0.5), 4);
      viewer.style.setProperty("--zoom", zoom.toFixed(3));
    }));

  addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((each) => { each.open = true; }));
})();
