// Candles with the trades on them.
const price = {
    chart: null,
    chosen: -1,
    mostMarks: 60,
    level: null,
    tradesInView() {
        const seen = [];
        data.trades.forEach((trade, i) => {
            if (trade[0] <= view.to && trade[0] + trade[1] >= view.from) {
                seen.push(i);
            }
        });
        return seen;
    },
    mark(place, seconds, at, isEntry, colour, up) {
        return {
            value: [seconds * 1000, at], symbol: "triangle", symbolSize: place === this.chosen ? 13 : 9,
            symbolRotate: up ? 0 : 180, symbolOffset: [0, up ? 7 : -7], itemStyle: { color: colour }, place,
        };
    },
    // Entries and exits joined by a line in the colour of the result; where there are too many, a strip alone.
    marks(shade, seen) {
        const [marks, lines] = [[], []];
        seen.forEach(place => {
            const [from, size, side, , entry, exit, , profit] = data.trades[place];
            const colour = profit > 0 ? shade.profit : shade.loss;
            marks.push(this.mark(place, from, entry, true, colour, side > 0));
            marks.push(this.mark(place, from + size, exit, false, colour, side < 0));
            const line = { color: colour, width: place === this.chosen ? 2.5 : 1.5, type: "solid" };
            lines.push([
                { coord: [from * 1000, entry], lineStyle: line },
                { coord: [(from + size) * 1000, exit] },
            ]);
        });
        data.open.filter(([from]) => from <= view.to).forEach(([from, side, , entry]) => {
            const last = this.level?.rows.at(-1)?.[1] ?? entry;
            const colour = (last - entry) * side > 0 ? shade.profit : shade.loss;
            marks.push(this.mark(-1, from, entry, true, colour, side > 0));
            lines.push([
                { coord: [from * 1000, entry], lineStyle: { color: colour, width: 1.5, type: "dashed" } },
                { coord: [data.end * 1000, last] },
            ]);
        });
        return [marks, lines];
    },
    // A column of pixels each: the result of the trades that ended there.
    strip(seen, width) {
        const columns = Math.max(1, Math.floor(width / 3));
        const step = (view.to - view.from) / columns;
        const sums = new Map();
        seen.forEach(place => {
            const trade = data.trades[place];
            const column = Math.floor((trade[0] + trade[1] - view.from) / step);
            if (column >= 0 && column < columns) {
                sums.set(column, (sums.get(column) ?? 0) + trade[7]);
            }
        });
        return [...sums].map(([column, profit]) => [(view.from + (column + 0.5) * step) * 1000, profit]);
    },
    slice() {
        const [first, last] = [
            Math.max(0, placeOf(this.level.times, view.from - this.level.seconds)),
            placeOf(this.level.times, view.to),
        ];
        return this.level.times.slice(first, last).map((moment, i) =>
            [(moment + this.level.seconds / 2) * 1000, ...this.level.rows[first + i]]);
    },
    option() {
        const shade = colours();
        const { left, right } = margins();
        const [height, width] = [this.chart.getHeight(), this.chart.getWidth() - left - right];
        this.level = levels.choose(view.from, view.to, width);
        const seen = this.tradesInView();
        const isFew = seen.length <= this.mostMarks;
        const candles = this.level ? this.slice() : [];
        const [marks, lines] = isFew ? this.marks(shade, seen) : [[], []];
        const lows = candles.map(candle => candle[3]).concat(marks.map(mark => mark.value[1]));
        const highs = candles.map(candle => candle[4]).concat(marks.map(mark => mark.value[1]));
        const [low, high] = lows.length ? [Math.min(...lows), Math.max(...highs)] : [0, 1];
        const room = (high - low) * 0.08 || high * 0.01 || 1;
        // The library takes the width of a candle from their number; a gap must not make them fat.
        const size = Math.max(1, Math.min(12, width * this.level?.seconds / (view.to - view.from) * 0.7 || 1));
        this.seen = seen;
        return {
            animation: false,
            useUTC: true,
            grid: [
                { left, right, top: 24, height: height - 124 },
                { left, right, top: height - 76, height: 44 },
            ],
            xAxis: [timeAxis(shade, 0, false), timeAxis(shade, 1, true)],
            yAxis: [
                valueAxis(shade, 0, {
                    name: `Price, ${data.quote}`, min: low - room, max: high + room, splitNumber: 4,
                    axisLabel: { formatter: brief, showMinLabel: false, showMaxLabel: false },
                }),
                valueAxis(shade, 1, {
                    name: `Results of trades that ended, ${data.quote}`, splitNumber: 1,
                    splitLine: { show: false }, axisLabel: { show: false },
                }),
            ],
            axisPointer: { link: [{ xAxisIndex: "all" }] },
            tooltip: { trigger: "axis", showContent: false },
            series: [
                {
                    type: "candlestick", data: candles, barWidth: size, silent: true,
                    itemStyle: {
                        color: shade.card, color0: shade.candle, borderColor: shade.candle, borderColor0: shade.candle,
                    },
                    markLine: { symbol: "none", silent: true, label: { show: false }, data: lines, animation: false },
                },
                { type: "scatter", data: marks, z: 5, clip: true },
                {
                    type: "bar", xAxisIndex: 1, yAxisIndex: 1, data: this.strip(seen, width), barWidth: 2, silent: true,
                    itemStyle: { color: item => item.value[1] > 0 ? shade.profit : shade.loss },
                },
            ],
        };
    },
    tell(moment) {
        const level = this.level;
        if (!level) {
            return;
        }
        const shown = periodName(level.seconds) + " candles";
        const many = this.seen.length > this.mostMarks ? `${this.seen.length} trades in view: zoom in for marks` : "";
        const i = moment === null ? -1 : placeOf(level.times, moment + 1) - 1;
        if (i < 0) {
            legendOf("price-legend", [[shown, ""], [many, ""]]);
            return;
        }
        const [open, close, low, high] = level.rows[i];
        legendOf("price-legend", [[shown, ""], [time(level.times[i]), ""],
            ...[["open", open], ["high", high], ["low", low], ["close", close]].map(([name, value]) =>
                [name, number(value, data.decimals)])]);
    },
    box(place) {
        const box = find("trade-box");
        const [from, size, side, volume, entry, exit, fees, profit, result, why, whyOut, worst, best] =
            data.trades[place];
        const kind = profit > 0 ? "profit" : "loss";
        const line = element("div");
        line.append(element("b", `Trade ${data.omitted + place + 1}, ${side > 0 ? "long" : "short"} `),
            element("span", `${gain(result, percent(result))}, ${gain(profit, money(profit))} ${data.quote}`, kind),
            ` on ${volume} ${data.base} in ${length(size)}, fees ${money(fees)}`);
        const ways = worst === undefined ? "" : `best +${percent(best, 1)}, worst ${minus}${percent(worst, 1)}`;
        box.replaceChildren(line,
            element("div", `In ${time(from)} at ${number(entry, data.decimals)}: ${data.reasons[why]}`),
            element("div", `Out ${time(from + size)} at ${number(exit, data.decimals)}: ${data.reasons[whyOut]}`),
            element("div", ways));
        box.hidden = false;
    },
    goTo(place) {
        if (!this.chart) {
            return;
        }
        this.chosen = place;
        const [from, size] = data.trades[place];
        const around = Math.max(size * 0.5, 40 * data.levels[0].seconds);
        this.box(place);
        view.show(from - around, from + size + around);
        document.querySelectorAll("#trade-table tr.chosen").forEach(row => row.classList.remove("chosen"));
        document.querySelector(`#trade-table tr[data-place="${place}"]`)?.classList.add("chosen");
    },
    next(isWanted) {
        const count = data.trades.length;
        const first = this.chosen >= 0 ? this.chosen + 1 : 0;
        for (let step = 0; step < count; step++) {
            const place = (first + step) % count;
            if (isWanted(data.trades[place])) {
                this.goTo(place);
                return;
            }
        }
    },
    choose(moment) {
        const near = this.seen.filter(place => data.trades[place][0] <= moment
            && data.trades[place][0] + data.trades[place][1] >= moment);
        if (near.length) {
            this.goTo(near.at(-1));
        }
    },
    draw() {
        this.chart.setOption(this.option(), { notMerge: true });
        this.tell(null);
    },
    start() {
        this.chart = makeChart("price-chart");
        if (!this.chart) {
            return;
        }
        view.shortest = Math.max(60, (data.levels[0]?.seconds ?? 60) * 20);
        handle(this.chart, moment => this.choose(moment));
        linkCrosshair(this.chart, moment => this.tell(moment));
        view.watchers.push(() => this.draw());
    },
};
