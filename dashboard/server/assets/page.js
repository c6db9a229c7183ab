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

  /* Texts of a chart that would lie over one another: the first of each two stays, and what is left
  out is counted beside the chart. How wide a chart is knows only the browser. */
  const named = (chart, text) => {
    const own = text.classList.contains("annotation") && chart._fullLayout.annotations[text.dataset.index];
    return own ? own.name || "" : "";
  };
  const measured = (text) => (text.querySelector(".annotation-text") || text).getBoundingClientRect();
  const inside = (text, edge) => {
    const box = measured(text);
    const by = Math.max(0, edge.left - box.left) - Math.max(0, box.right - edge.right);
    if (by) text.style.transform = `translateX(${by}px)`;
  };
  const band = (chart, text) => {
    const { x, xref } = chart._fullLayout.annotations[text.dataset.index];
    const axis = chart._fullLayout[xref.replace("x", "xaxis")];
    const own = chart._fullLayout.shapes.find((each) => each.xref === xref && each.x0 < x && x < each.x1);
    return own ? axis.l2p(own.x1) - axis.l2p(own.x0) : Infinity;
  };
  /* A number without its unit, which the head of the chart says; and whole again. */
  const first = (text) => {
    const line = text.querySelector("tspan.line") || text.querySelector("text");
    return line && (line.querySelector("tspan") || line);
  };
  const shorten = (text, short) => {
    const part = first(text);
    text.dataset.whole = part.textContent;
    part.textContent = short;
  };
  const whole = (text) => {
    if (!text.dataset.whole) return;
    first(text).textContent = text.dataset.whole;
    delete text.dataset.whole;
  };
  /* What a bar says first when it is pointed at: its number and its period. */
  const pointed = (text) => {
    const drawn = text.closest(".point"), told = drawn && drawn.__data__ && drawn.__data__.htx;
    const says = new DOMParser().parseFromString(String(told || "").split("<br>")[0], "text/html");
    return says.body.textContent;
  };
  const apart = (chart) => {
    // Where one number has no room for its unit, all of the chart go without.
    if (laid(chart, false)) laid(chart, true);
    watching.takeRecords();  // what was just done here is no news
  };
  const laid = (chart, terse) => {
    const edge = chart.getBoundingClientRect(), kept = [], left = [], folded = new Set();
    let tight = false;
    const years = [...chart.querySelectorAll("[class^=x][class$=tick]")].reverse();  // the newest stays
    for (const text of [...chart.querySelectorAll(".annotation, .bartext"), ...years]) {
      text.style.visibility = text.style.transform = "";
      whole(text);
      const name = named(chart, text), said = text.textContent.trim(), isYear = years.includes(text);
      const [, period, short] = name.startsWith("number") ? name.split("\t") : [];
      if (short && terse) shorten(text, short);
      if (period || name === "words") inside(text, edge);
      const box = measured(text);
      if (!box.width) {
        // Plotly itself leaves out what is wider than its bar.
        if (said && text.classList.contains("bartext")) left.push(pointed(text) || said);
        continue;
      }
      const narrow = name === "folded" && box.width > band(chart, text) + 4;
      const near = isYear ? -3 : 1;
      const hit = narrow || kept.some((other) => box.left < other.right - near && other.left < box.right - near
        && box.top < other.bottom - 1 && other.top < box.bottom - 1);
      if (!hit) { kept.push(box); continue; }
      tight = tight || Boolean(short);
      const lines = [...text.querySelectorAll("tspan.line")].map((line) => line.textContent);
      text.style.visibility = "hidden";
      if (name === "folded") folded.add((lines.length ? lines : [said]).join(": "));
      if (period) left.push(`${text.dataset.whole || lines.join(" ") || said}, ${period}`);
    }
    tell(chart, left, [...folded]);
    return tight;
  };
  const chartOf = (part) => {
    const section = part.closest("[class*='st-key-chart-']"), chart = section && section.querySelector(".js-plotly-plot");
    return chart && chart.querySelector(".modebar-btn") ? chart : null;  // drawn whole
  };
  const fill = (words, count) => words.replace("{count}", count);
  const tell = (chart, left, folded) => {
    const beside = chart.closest("[class*='st-key-chart-']");
    const place = beside && beside.querySelector(".left-out");
    if (!place) return;
    const frame = moving(chart), { one, other, moves } = place.dataset;
    const parts = [frame ? moves : "", left.length ? fill(left.length === 1 ? one : other, left.length) : "", ...folded.map((each) => `${each}.`)];
    const words = parts.filter(Boolean).join(" ");
    place.dataset.told = "true";
    place.dataset.paper = left.join("; ");
    if (place.textContent !== words) place.textContent = words;
  };
  const moving = (chart) => {
    const frame = chart.closest("[class*='st-key-wide-']");
    return frame && frame.scrollWidth > frame.clientWidth + 1 ? frame : null;
  };
  /* A chart wider than its frame begins with the newest, a keyboard moves it, and its scale and the
  names of its panels stay in sight. */
  const framed = (chart) => {
    const frame = moving(chart);
    const scale = chart.parentNode.querySelector(":scope > .scale");
    if (!frame) { if (scale) scale.remove(); return; }
    stay(chart, scale || chart.parentNode.insertBefore(document.createElement("div"), chart));
    if (frame.dataset.moves) return;
    const heading = frame.closest("[class*='st-key-chart-']").querySelector("h2");
    frame.dataset.moves = "true";
    frame.tabIndex = 0;
    frame.setAttribute("role", "group");
    frame.setAttribute("aria-label", heading ? heading.textContent : chart.parentNode.getAttribute("aria-label") || "");
    frame.scrollLeft = frame.scrollWidth;
  };
  const stay = (chart, scale) => {
    const drawn = chart.querySelector(".main-svg"), width = chart._fullLayout.margin.l;
    const parts = [...chart.querySelectorAll("[class^=y][class$=tick]"), ...[...chart.querySelectorAll(".annotation")].filter((each) => named(chart, each) === "title")];
    const copy = parts.map((part) => part.outerHTML).join("");
    if (scale.dataset.copy === copy) return;
    scale.dataset.copy = copy;
    scale.className = "scale";
    scale.setAttribute("aria-hidden", "true");
    scale.innerHTML = `<svg width="${width}" height="${drawn.getAttribute("height")}" style="overflow:visible">`
      + `<rect width="${width}" height="100%"></rect>${copy}</svg>`;
  };
  /* Streamlit (1.67.0) puts headings of the menu between items of a list, which is none then. */
  const menu = () => {
    for (const part of document.querySelectorAll("[data-testid=stSidebarNavItems] > div:not([role])")) {
      part.setAttribute("role", "listitem");
      for (const item of part.querySelectorAll("li")) item.setAttribute("role", "none");
    }
    const open = document.querySelector("[data-testid=stExpandSidebarButton]");
    if (open && open.getAttribute("aria-label") !== "Menu") open.setAttribute("aria-label", "Menu");
    // The page that is open is marked in the menu, and so is the section that it stands under.
    const here = location.pathname.replace(/\/$/, ""), at = document.querySelector(".section");
    for (const link of document.querySelectorAll("[data-testid=stTopNavLink], [data-testid=stSidebarNavLink]")) {
      mark(link, new URL(link.href).pathname.replace(/\/$/, "") === here, "page");
    }
    for (const section of document.querySelectorAll("[data-testid=stTopNavSection]")) {
      mark(section, Boolean(at) && section.textContent.trim() === at.textContent.trim(), "true");
    }
  };
  const mark = (element, on, kind) => {
    if (!on) element.removeAttribute("aria-current");
    else if (element.getAttribute("aria-current") !== kind) element.setAttribute("aria-current", kind);
  };
  /* On a telephone the menu lies over the page: it closes once a page is chosen. */
  document.addEventListener("click", (event) => {
    const link = event.target.closest && event.target.closest("[data-testid=stSidebarNavLink]");
    const shut = document.querySelector("[data-testid=stSidebarCollapseButton] button");
    if (link && shut && innerWidth < 768) setTimeout(() => shut.click(), 50);
  });

  const drawn = new Set();
  const arrange = () => {
    const charts = [...drawn].filter((chart) => chart.isConnected);
    drawn.clear();  // first: a chart that cannot be arranged must not end the watch
    for (const chart of charts) { framed(chart); apart(chart); }
  };
  const watching = new MutationObserver((changes) => {
    menu();
    // A chart that changed, and one that was drawn before there was a place to tell what it left out.
    const places = [...document.querySelectorAll(".left-out:not([data-told])")];
    const charts = [...changes.map(({ target }) => target.closest && target.closest(".js-plotly-plot")),
      ...places.map(chartOf)];
    for (const chart of charts) {
      if (!chart) continue;
      if (!drawn.size) requestAnimationFrame(arrange);
      drawn.add(chart);
    }
  });
  watching.observe(root, { childList: true, subtree: true });

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
  /* A button stands before its chart does: who presses it early has the picture once it is drawn. */
  const whenDrawn = (section, act) => {
    if (!section.isConnected) return;
    const chart = chartOf(section);
    if (chart) act(chart);
    else setTimeout(whenDrawn, 100, section, act);
  };
  document.addEventListener("click", (event) => {
    const pressed = event.target.closest && event.target.closest("[data-save], [data-print]");
    if (!pressed) return;
    if (!pressed.dataset.save) { window.print(); return; }
    whenDrawn(pressed.closest("[class*='st-key-chart-']"), (chart) => save(chart, pressed.dataset.save));
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
  addEventListener("beforeprint", () => {
    for (const place of document.querySelectorAll(".left-out")) {
      const { paper, without } = place.dataset, before = place.textContent;
      if (!paper) continue;
      place.textContent = `${without} ${paper}.`;
      undo.push(() => { place.textContent = before; });
    }
  });
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
