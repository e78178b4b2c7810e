// What can be saved, the keys, and the beginning.
const stamp = seconds => new Date(seconds * 1000).toISOString().slice(0, 19).replace("T", " ");

const files = {
    "report.json": () => find("report").textContent,
    "equity.csv": () => ["time,equity",
        ...data.equity.time.map((moment, i) => `${stamp(moment)},${data.equity.own[i]}`)].join("\n") + "\n",
    "trades.csv": () => {
        const quoted = words => /[",\r\n]/.test(words) ? `"${words.replaceAll("\"", "\"\"")}"` : words;
        const head = "open_time,close_time,side,volume,entry_price,exit_price,fees,profit,return,"
            + "open_reason,close_reason";
        return [head, ...data.trades.map(trade => [
            stamp(trade[0]), stamp(trade[0] + trade[1]), trade[2] > 0 ? "BUY" : "SELL", ...trade.slice(3, 9),
            quoted(data.reasons[trade[9]]), quoted(data.reasons[trade[10]]),
        ].join(","))].join("\n") + "\n";
    },
};

const save = name => {
    const link = element("a");
    link.href = URL.createObjectURL(new Blob([files[name]()], { type: "application/octet-stream" }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 1000);
};

const keys = {
    ArrowLeft: () => view.move(-0.2),
    ArrowRight: () => view.move(0.2),
    "+": () => view.zoom(1 / 1.5),
    "-": () => view.zoom(1.5),
    Home: () => view.all(),
    n: () => price.next(() => true),
    l: () => price.next(trade => trade[7] <= 0),
};

document.addEventListener("keydown", event => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.target.closest?.("input, select, textarea")) {
        return;
    }
    const action = keys[event.key] ?? keys[event.key.toLowerCase()];
    if (action) {
        event.preventDefault();
        action();
    }
});

const drawAll = () => {
    view.watchers.forEach(watch => watch());
    small.draw();
};

document.querySelectorAll("[data-save]").forEach(button =>
    button.addEventListener("click", () => save(button.dataset.save)));
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => {
    drawAll();
    equity.tell(null);
});
let isSizing = false;
addEventListener("resize", () => {
    if (!isSizing) {
        isSizing = true;
        requestAnimationFrame(() => {
            isSizing = false;
            charts.forEach(chart => chart.resize());
            drawAll();
        });
    }
});
addEventListener("hashchange", () => view.readAddress());
equity.start();
price.start();
small.start();
trades.start();
view.readAddress();
drawAll();
document.documentElement.dataset.drawn = charts.length;
