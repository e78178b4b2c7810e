// Panes under each other with one axis of time, and what the hand does to it.
const margins = () => window.innerWidth < 768 ? { left: 44, right: 10 } : { left: 64, right: 24 };

const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

// The largest unit that begins at that moment; a day is never without its month.
const moment = milliseconds => {
    const date = new Date(milliseconds);
    const [hour, dayOfMonth, month] = [date.toISOString().slice(11, 16), date.getUTCDate(), months[date.getUTCMonth()]];
    return hour !== "00:00" ? hour : dayOfMonth > 1 ? `${dayOfMonth} ${month}`
        : month === "Jan" ? String(date.getUTCFullYear()) : month;
};

const timeAxis = (shade, pane, isLast) => ({
    type: "time",
    gridIndex: pane,
    min: view.from * 1000,
    max: view.to * 1000,
    useUTC: true,
    axisLine: axisLine(shade),
    axisTick: { show: false },
    splitLine: { show: false },
    axisLabel: { ...axisText(shade), show: isLast, formatter: moment },
    axisPointer: { show: true, label: { show: false }, lineStyle: { color: shade.ink2, type: "solid" } },
});

const valueAxis = (shade, pane, more = {}) => ({
    type: "value",
    gridIndex: pane,
    splitNumber: 3,
    axisLine: { show: false },
    axisTick: { show: false },
    splitLine: { lineStyle: { color: shade.line } },
    axisPointer: { show: false },
    nameLocation: "end",
    nameGap: 8,
    nameTextStyle: { color: shade.ink3, fontSize: 11, align: "left" },
    ...more,
    axisLabel: { ...axisText(shade), ...more.axisLabel },
});

// Values at which lines of a log scale stand: 1, 2 and 5 times a power of ten, or powers alone where they are many.
const logTicks = (low, high) => {
    const [first, last] = [Math.floor(low), Math.ceil(high)];
    const times = high - low > 3 ? [1] : high - low > 0.5 ? [1, 2, 5] : [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 9];
    const ticks = [];
    for (let power = first; power <= last; power++) {
        ticks.push(...times.map(one => power + Math.log10(one)).filter(tick => tick >= low && tick <= high));
    }
    return ticks.length > 1 ? ticks : [low, high];
};

// The lowest and the highest of values within the view, with a little room.
const reach = (times, lists, from = view.from, to = view.to) => {
    const [first, last] = [Math.max(0, placeOf(times, from) - 1), Math.min(times.length - 1, placeOf(times, to))];
    let [low, high] = [Infinity, -Infinity];
    lists.forEach(list => {
        for (let i = first; i <= last && i < list.length; i++) {
            if (list[i] !== null) {
                low = Math.min(low, list[i]);
                high = Math.max(high, list[i]);
            }
        }
    });
    if (low > high) {
        return [0, 1];
    }
    const room = (high - low) * 0.05 || Math.abs(high) * 0.05 || 1;
    return [low - room, high + room];
};

// Drag moves, wheel with Ctrl or after a click zooms, two fingers zoom, double click shows all. Without Ctrl the wheel
// scrolls the page.
const handle = (chart, onChoose) => {
    const place = chart.getDom();
    const held = new Map();
    let isActive = false;
    let moved = 0;
    const span = () => place.clientWidth - margins().left - margins().right;
    const timeAt = x => view.from + (x - margins().left) / span() * (view.to - view.from);
    const around = (x, factor) => {
        const fixed = timeAt(x);
        view.show(fixed - (fixed - view.from) * factor, fixed + (view.to - fixed) * factor);
    };
    const xOf = event => event.clientX - place.getBoundingClientRect().left;
    place.style.touchAction = "pan-y";
    place.addEventListener("wheel", event => {
        if (event.ctrlKey || isActive) {
            event.preventDefault();
            around(xOf(event), event.deltaY > 0 ? 1.2 : 1 / 1.2);
        }
    }, { passive: false });
    place.addEventListener("pointerdown", event => {
        held.set(event.pointerId, xOf(event));
        moved = 0;
    });
    place.addEventListener("pointermove", event => {
        if (!held.has(event.pointerId)) {
            return;
        }
        const [before, now] = [held.get(event.pointerId), xOf(event)];
        const others = [...held].filter(([id]) => id !== event.pointerId);
        held.set(event.pointerId, now);
        moved += Math.abs(now - before);
        if (others.length === 1) {
            const other = others[0][1];
            around(other, Math.max(Math.abs(before - other), 20) / Math.max(Math.abs(now - other), 20));
        } else if (others.length === 0) {
            view.move((before - now) / span());
        }
    });
    const end = event => {
        if (held.delete(event.pointerId) && event.type === "pointerup" && moved < 4) {
            isActive = true;
            onChoose?.(timeAt(xOf(event)), event);
        }
    };
    ["pointerup", "pointercancel", "pointerleave"].forEach(name => place.addEventListener(name, end));
    place.addEventListener("pointerleave", () => { isActive = false; });
    place.addEventListener("dblclick", () => view.all());
};

// A crosshair in one chart is one in all, and the legends tell the values.
const crosshair = { legends: [], charts: [] };

const linkCrosshair = (chart, tell) => {
    crosshair.charts.push(chart);
    crosshair.legends.push(tell);
    chart.getZr().on("mousemove", event => {
        const { left, right } = margins();
        const share = (event.offsetX - left) / (chart.getWidth() - left - right);
        const moment = Math.min(Math.max(view.from + share * (view.to - view.from), view.from), view.to);
        crosshair.legends.forEach(legend => legend(moment));
        crosshair.charts.filter(other => other !== chart).forEach(other => other.dispatchAction({
            type: "updateAxisPointer", x: event.offsetX, y: 60, currTrigger: "mousemove",
        }));
    });
    chart.getZr().on("globalout", () => {
        crosshair.legends.forEach(legend => legend(null));
        crosshair.charts.forEach(other => other.dispatchAction({ type: "updateAxisPointer", currTrigger: "leave" }));
    });
};

const legendOf = (id, entries) => {
    const place = find(id);
    place.replaceChildren(...entries.flatMap(([name, value, colour]) => {
        const entry = element("span");
        if (colour) {
            const mark = element("i");
            mark.style.color = colour;
            entry.append(mark);
        }
        entry.append(name, element("b", value));
        return [entry, " "];
    }));
};
