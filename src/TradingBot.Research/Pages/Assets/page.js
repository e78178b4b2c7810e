// What all charts share: the data, colours, numbers, and the range of time that is looked at.
const data = JSON.parse(document.getElementById("data").textContent);
const day = 86400;
const narrow = "\u202f";
const minus = "\u2212";
const unknown = "\u2014";

const find = id => document.getElementById(id);

const colours = () => {
    const style = getComputedStyle(document.documentElement);
    const of = name => style.getPropertyValue("--" + name).trim();
    return {
        card: of("card"), line: of("line"), ink: of("ink"), ink2: of("ink-2"), ink3: of("ink-3"),
        profit: of("profit"), loss: of("loss"), holding: of("series-2"), candle: of("candle"),
    };
};

const number = (value, decimals) => {
    if (value === null || !Number.isFinite(value)) {
        return unknown;
    }
    const [whole, rest] = Math.abs(value).toFixed(decimals).split(".");
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, narrow);
    const text = rest ? grouped + "." + rest : grouped;
    return value < 0 && /[1-9]/.test(text) ? minus + text : text;
};

const percent = (fraction, decimals = 2) =>
    fraction === null ? unknown : number(fraction * 100, Math.abs(fraction) >= 10 ? 0 : decimals) + narrow + "%";

const gain = (value, text) => value > 0 && /[1-9]/.test(text) ? "+" + text : text;

const money = value => value !== 0 && Math.abs(value) < 0.005
    ? String(Number(value.toPrecision(4))).replace("-", minus) : number(value, 2);

// 1 234 000 is 1.2 M on an axis.
const brief = value => {
    const size = Math.abs(value);
    const [unit, name] = size >= 1e9 ? [1e9, "G"] : size >= 1e6 ? [1e6, "M"] : size >= 1e4 ? [1e3, "k"] : [1, ""];
    const text = String(Number((value / unit).toPrecision(4))).replace("-", minus);
    return name ? text + narrow + name : text;
};

const time = seconds => {
    const text = new Date(seconds * 1000).toISOString();
    return seconds % day === 0 ? text.slice(0, 10) : text.slice(0, 10) + " " + text.slice(11, 16);
};

const length = seconds => seconds >= 2 * day ? number(seconds / day, 1) + " days"
    : seconds >= 7200 ? number(seconds / 3600, 1) + " h" : number(seconds / 60, 0) + " min";

// The first place in a sorted list whose value is not below the one that is looked for.
const placeOf = (list, value) => {
    let [low, high] = [0, list.length];
    while (low < high) {
        const middle = (low + high) >> 1;
        if (list[middle] < value) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
};

// Texts go in as text, never as markup.
const element = (name, text, kind) => {
    const made = document.createElement(name);
    if (text !== undefined) {
        made.textContent = text;
    }
    if (kind) {
        made.className = kind;
    }
    return made;
};

// The range of time that all charts with an axis of time show.
const view = {
    from: data.start,
    to: data.end,
    shortest: 3600,
    watchers: [],
    show(from, to) {
        const size = Math.min(Math.max(to - from, this.shortest), data.end - data.start);
        const middle = (from + to) / 2;
        const start = Math.min(Math.max(middle - size / 2, data.start), data.end - size);
        if (!Number.isFinite(start)) {
            return;
        }
        [this.from, this.to] = [start, start + size];
        const isAll = size === data.end - data.start;
        const address = isAll ? "#" : `#from=${Math.round(start)}&to=${Math.round(start + size)}`;
        try {
            if (location.hash !== address && (!isAll || location.hash.startsWith("#from"))) {
                history.replaceState(null, "", address);
            }
        } catch {
            // A browser may forbid it to a file; the view works without.
        }
        this.watchers.forEach(watch => watch());
    },
    move(share) {
        const by = (this.to - this.from) * share;
        this.show(this.from + by, this.to + by);
    },
    zoom(factor) {
        const [middle, half] = [(this.from + this.to) / 2, (this.to - this.from) * factor / 2];
        this.show(middle - half, middle + half);
    },
    all() {
        this.show(data.start, data.end);
    },
    readAddress() {
        const match = /^#from=(\d+)&to=(\d+)$/.exec(location.hash);
        if (match) {
            this.show(Number(match[1]), Number(match[2]));
        }
    },
};

const charts = [];

const makeChart = id => {
    const place = find(id);
    if (!place) {
        return null;
    }
    const chart = echarts.init(place, null, { renderer: "canvas" });
    charts.push(chart);
    return chart;
};

const axisLine = shade => ({ lineStyle: { color: shade.line } });
const axisText = shade => ({ color: shade.ink3, fontSize: 11, hideOverlap: true });
