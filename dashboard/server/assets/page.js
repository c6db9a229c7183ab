/* What Streamlit leaves to the browser: taps on charts, labels that collide, pictures, paper.

Runs before the page's own scripts; nothing here knows a figure. */
"use strict";
(() => {
  const root = document.documentElement;
  if (new URLSearchParams(location.search).get("embed") === "true") root.classList.add("embedded");

  /* plotly.js keeps the point that was pointed at last and takes a tap for a click on it (its
  issue 6721). Told that the pointer moved to where the finger is, it takes the right one. */
  document.addEventListener("touchstart", (event) => {
    const layer = event.target.closest && event.target.closest(".nsewdrag");
    if (!layer || event.touches.length !== 1) return;
    const { clientX, clientY } = event.touches[0];
    layer.dispatchEvent(new MouseEvent("mousemove", { bubbles: true, clientX, clientY, view: window }));
  }, { capture: true, passive: true });

  /* A table that is focused selects its first cell by itself, and a cell that is selected opens a
  card: a click on a column's head would, and a card that was closed, since focus comes back. The
  list above each such table is what a keyboard chooses from. */
  document.addEventListener("focusin", (event) => {
    if (event.target.closest && event.target.closest("[class*='st-key-table-'] [data-testid=stDataFrame]")) {
      event.stopImmediatePropagation();
    }
  }, { capture: true });

  /* Texts of a chart that would lie over one another: the first of each two stays. How wide a
  chart is knows only the browser; the numbers are all in the list beside it. */
  const apart = (chart) => {
    const kept = [];
    for (const text of chart.querySelectorAll(".annotation, .xtick, .bartext")) {
      text.style.visibility = "";
      const box = text.getBoundingClientRect();
      if (!box.width) continue;
      const near = text.classList.contains("xtick") ? -3 : 1;
      const hit = kept.some((other) => box.left < other.right - near && other.left < box.right - near
        && box.top < other.bottom - 1 && other.top < box.bottom - 1);
      if (hit) text.style.visibility = "hidden";
      else kept.push(box);
    }
  };
  /* A chart wider than its frame begins with the newest, and a keyboard moves it. */
  const framed = (chart) => {
    const frame = chart.closest("[class*='st-key-wide-']");
    if (!frame || frame.dataset.moves || frame.scrollWidth <= frame.clientWidth + 1) return;
    const heading = frame.closest("[class*='st-key-chart-']").querySelector("h2");
    frame.dataset.moves = "true";
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", heading ? heading.textContent : chart.parentNode.getAttribute("aria-label") || "");
    // Where several stand below one another, the name of each is at its left.
    if (chart._fullLayout._subplots.xaxis.length === 1) frame.scrollLeft = frame.scrollWidth;
  };
  /* Streamlit (1.67.0) puts headings of the menu between items of a list, which is none then. */
  const menu = () => {
    for (const part of document.querySelectorAll("[data-testid=stSidebarNavItems] > div:not([role])")) {
      part.setAttribute("role", "listitem");
      for (const item of part.querySelectorAll("li")) item.setAttribute("role", "none");
    }
  };
  /* On a telephone the menu lies over the page: it closes once a page is chosen. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("[data-testid=stSidebarNavLink]");
    const shut = document.querySelector("[data-testid=stSidebarCollapseButton] button");
    if (link && shut && innerWidth < 768) setTimeout(() => shut.click(), 50);
  });

  const drawn = new Set();
  new MutationObserver((changes) => {
    menu();
    for (const { target } of changes) {
      const chart = target.closest && target.closest(".js-plotly-plot");
      if (!chart) continue;
      if (!drawn.size) requestAnimationFrame(() => { drawn.forEach((each) => { framed(each); apart(each); }); drawn.clear(); });
      drawn.add(chart);
    }
  }).observe(root, { childList: true, subtree: true });

  /* A picture for a slide: another size, light, with title, unit and source, which the chart on
  the page has beside it. Plotly copies data and layout when it is asked, so they are put back. */
  const recoloured = (value, colours) => {
    let text = JSON.stringify(value);
    for (const [from, to] of Object.entries(colours)) text = text.split(from).join("\u0000" + to.slice(1));
    return JSON.parse(text.split("\u0000").join("#"));
  };
  const save = (chart, format) => {
    const { picture, light = {} } = chart.layout.meta;
    const button = chart.querySelector(".modebar-btn[data-title^='Download plot']");
    const before = [chart.data, chart.layout, chart._context.toImageButtonOptions];
    const layout = recoloured({ ...chart.layout, meta: null }, light);
    chart.data = recoloured(chart.data, light);
    chart.layout = { ...layout, ...picture.layout,
      margin: { ...layout.margin, ...picture.layout.margin },
      annotations: [...(layout.annotations || []), ...picture.layout.annotations] };
    chart._context.toImageButtonOptions = { ...before[2], ...picture.size, format };
    try { button.click(); } finally {
      [chart.data, chart.layout, chart._context.toImageButtonOptions] = before;
    }
  };
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest && event.target.closest("[data-save], [data-print]");
    if (!pressed) return;
    if (!pressed.dataset.save) { window.print(); return; }
    const chart = pressed.closest("[class*='st-key-chart-']").querySelector(".js-plotly-plot");
    if (chart) save(chart, pressed.dataset.save);
  }, true);

  /* Streamlit writes choices into the address in place of the one before, so that Back would leave
  the site. A choice of the reader becomes a step; Back asks for the page of that step. */
  let here = location.href;
  const replace = history.replaceState.bind(history), push = history.pushState.bind(history);
  const write = (into) => (state, title, url) => {
    const to = url === undefined || url === null ? location.href : new URL(url, location.href).href;
    const chosen = to !== here && navigator.userActivation && navigator.userActivation.isActive;
    (into === push || chosen ? push : replace)(state, title, url);
    here = location.href;
  };
  history.replaceState = write(replace);
  history.pushState = write(push);
  addEventListener("popstate", (event) => {
    const [from, to] = [new URL(here), new URL(location.href)];
    here = location.href;
    if (from.pathname === to.pathname && from.search !== to.search) {
      event.stopImmediatePropagation();
      location.reload();
    }
  }, true);

  /* Paper is narrower than the screen and always light. */
  let undo = [];
  const rgb = (hex) => `rgb(${[1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16)).join(", ")})`;
  addEventListener("beforeprint", () => {
    for (const folded of document.querySelectorAll("details:not([open])")) {
      folded.open = true;
      undo.push(() => { folded.open = false; });
    }
    for (const chart of document.querySelectorAll(".js-plotly-plot")) {
      const light = Object.fromEntries(Object.entries((chart.layout.meta || {}).light || {})
        .map(([from, to]) => [rgb(from), to]));
      const beside = chart.closest("[class*='st-key-chart-']");
      for (const sign of beside ? beside.querySelectorAll(".key b") : []) {
        const to = light[sign.style.color], from = sign.style.color;
        if (to) { sign.style.color = to; undo.push(() => { sign.style.color = from; }); }
      }
      for (const svg of chart.querySelectorAll(".main-svg")) {
        const [width, height, box, style] = ["width", "height", "viewBox", "style"].map((name) => svg.getAttribute(name));
        svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
        svg.style.width = "100%"; svg.style.height = "auto"; svg.style.background = "none";
        undo.push(() => { svg.setAttribute("style", style || ""); box === null ? svg.removeAttribute("viewBox") : svg.setAttribute("viewBox", box); });
        for (const part of svg.querySelectorAll("[style]")) for (const name of ["fill", "stroke"]) {
          const to = light[part.style[name]], from = part.style[name];
          if (to) { part.style[name] = to; undo.push(() => { part.style[name] = from; }); }
        }
      }
    }
  });
  addEventListener("afterprint", () => { undo.forEach((put) => put()); undo = []; });
})();
