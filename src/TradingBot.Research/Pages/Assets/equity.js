// Equity against holding, time in the market, falls, rolling ratios.
const equity = {
    chart: null,
    isLog: true,
    prepare() {
        const { time, own, holding } = data.equity;
        // Where the account was lost there is no logarithm; the linear scale shows it.
        this.isLog = own.every(value => value > 0);
        const fall = values => {
            let peak = -Infinity;
            return values.map(value => {
                peak = Math.max(peak, value);
                return peak > 0 ? (value - peak) / peak * 100 : 0;
            });
        };
        const hold = holding.length ? holding : [];
        Object.assign(this, { time, own, hold, under: fall(own), holdUnder: fall(hold) });
        this.hasRolling = data.rolling.time.length > 1;
    },
    scaled(value) {
        return this.isLog ? Math.log10(Math.max(value, 1e-9)) : value;
    },
    points(times, values) {
        const [first, last] = [Math.max(0, placeOf(times, view.from) - 1), placeOf(times, view.to) + 1];
        return values.slice(first, last).map((value, i) => [times[first + i] * 1000, value]);
    },
    grids() {
        const height = this.chart.getHeight();
        const free = height - 20;
        const shares = this.hasRolling ? [0.46, 0.10, 0.24, 0.20] : [0.60, 0.12, 0.28];
        let top = 24;
        return shares.map(share => {
            const grid = { ...margins(), top, height: free * share - 28 };
            top += free * share;
            return grid;
        });
    },
    line(name, pane, points, colour, more = {}) {
        return {
            name, type: "line", xAxisIndex: pane, yAxisIndex: pane, data: points, showSymbol: points.length < 2,
            sampling: "minmax", silent: true, color: colour, lineStyle: { width: 1.5, color: colour }, ...more,
        };
    },
    marketPoints() {
        const { step, shares } = data.market;
        return shares.map((share, i) => [(data.start + i * step) * 1000, share * 100])
            .concat([[(data.start + shares.length * step) * 1000, (shares.at(-1) ?? 0) * 100]]);
    },
    option() {
        const shade = colours();
        const panes = this.grids();
        const values = [this.own, this.hold].map(list => list.map(value => this.scaled(value)));
        const [low, high] = reach(this.time, values);
        const ticks = this.isLog ? { customValues: logTicks(low, high) } : {};
        const label = { formatter: value => brief(this.isLog ? Math.round(10 ** value * 1e6) / 1e6 : value) };
        const scale = this.isLog ? "log scale" : "linear";
        const yAxis = [
            valueAxis(shade, 0, {
                name: `Equity, ${data.quote}, ${scale}`, min: low, max: high,
                axisTick: { show: false, ...ticks }, axisLabel: { ...label, ...ticks },
            }),
            valueAxis(shade, 1, {
                name: "In the market, %", min: 0, max: 100, interval: 100, axisLabel: { show: false },
            }),
            valueAxis(shade, 2, {
                name: "Under water, %", min: reach(this.time, [this.under, this.holdUnder])[0], max: 0,
                axisLabel: { formatter: value => number(value, 0), showMinLabel: false },
            }),
        ];
        const series = [
            this.line("holding", 0, this.points(this.time, values[1]), shade.holding),
            this.line(data.strategy, 0, this.points(this.time, values[0]), shade.ink),
            this.line("in the market", 1, this.marketPoints(), shade.ink2, {
                step: "end", areaStyle: { color: shade.ink2, opacity: 0.5 }, lineStyle: { width: 0 },
            }),
            this.line("holding", 2, this.points(this.time, this.holdUnder), shade.holding, { lineStyle: { width: 1 } }),
            this.line(data.strategy, 2, this.points(this.time, this.under), shade.loss, {
                areaStyle: { color: shade.loss, opacity: 0.15 },
            }),
        ];
        if (this.hasRolling) {
            const { time: times, sharpe } = data.rolling;
            const [lowest, highest] = reach(times, [sharpe]);
            yAxis.push(valueAxis(shade, 3, {
                name: "Sharpe over 90 days", min: Math.min(lowest, 0), max: Math.max(highest, 0),
                axisLabel: { formatter: value => number(value, 1), showMinLabel: false, showMaxLabel: false },
            }));
            series.push(this.line("sharpe", 3, this.points(times, sharpe), shade.ink2, { connectNulls: false }));
        }
        return {
            animation: false,
            useUTC: true,
            grid: panes,
            xAxis: panes.map((_, pane) => timeAxis(shade, pane, pane === panes.length - 1)),
            yAxis,
            axisPointer: { link: [{ xAxisIndex: "all" }] },
            tooltip: { trigger: "axis", showContent: false },
            series,
        };
    },
    tell(moment) {
        const i = moment === null ? this.time.length - 1 : Math.max(0, placeOf(this.time, moment + 1) - 1);
        const shade = colours();
        const entries = [[time(this.time[i]), ""], [data.strategy, number(this.own[i], 0), shade.ink]];
        if (this.hold.length) {
            entries.push(["holding", number(this.hold[i], 0), shade.holding]);
        }
        entries.push(["under water", percent(this.under[i] / 100, 1), shade.loss]);
        const { time: times, sharpe, volatility } = data.rolling;
        const at = moment === null ? times.length - 1 : placeOf(times, moment + 1) - 1;
        if (at >= 0) {
            entries.push(["Sharpe 90 d", number(sharpe[at], 2)], ["volatility 90 d", percent(volatility[at], 1)]);
        }
        legendOf("equity-legend", entries);
    },
    draw() {
        this.chart.setOption(this.option(), { notMerge: true });
        document.querySelectorAll("[data-scale]").forEach(button =>
            button.setAttribute("aria-pressed", String((button.dataset.scale === "log") === this.isLog)));
        document.querySelectorAll("[data-range]").forEach(button => {
            const days = Number(button.dataset.range) * day || data.end - data.start;
            button.setAttribute("aria-pressed", String(Math.abs(view.to - view.from - days) < 1));
        });
    },
    start() {
        this.chart = makeChart("equity-chart");
        this.prepare();
        handle(this.chart);
        linkCrosshair(this.chart, moment => this.tell(moment));
        view.watchers.push(() => this.draw());
        document.querySelectorAll("[data-scale]").forEach(button => button.addEventListener("click", () => {
            this.isLog = button.dataset.scale === "log";
            this.draw();
        }));
        document.querySelectorAll("[data-range]").forEach(button => button.addEventListener("click", () => {
            const days = Number(button.dataset.range);
            view.show(days === 0 ? data.start : view.to - days * day, view.to);
            if (days === 0) {
                view.all();
            }
        }));
        this.tell(null);
    },
};
