const tick = value => typeof value === "number" ? brief(value) : value;

// The small charts below the trades: none of them has an axis of time.
const small = {
    charts: {},
    base(shade, x, y) {
        const axis = more => ({ ...valueAxis(shade, 0), nameLocation: "middle", ...more });
        return {
            animation: false,
            grid: { left: 56, right: 20, top: 16, bottom: 44 },
            xAxis: axis({
                nameGap: 26, splitNumber: 5, scale: true, axisLabel: { ...axisText(shade), formatter: tick },
                ...x, nameTextStyle: { color: shade.ink3, fontSize: 11 },
            }),
            yAxis: axis({ splitNumber: 4, ...y }),
        };
    },
    bars(shade) {
        const { first, width, counts } = data.bars;
        const names = counts.map((_, i) => number((first + i * width) * 100, width < 0.001 ? 2 : width < 0.01 ? 1 : 0));
        return {
            ...this.base(shade, {
                type: "category", data: names, name: "result of a trade, %, from", boundaryGap: true,
                splitLine: { show: false },
            }, { minInterval: 1 }),
            series: [{
                type: "bar", barCategoryGap: "10%", silent: true,
                data: counts.map((count, i) => ({
                    value: count,
                    itemStyle: { color: first + (i + 0.5) * width > 0 ? shade.profit : shade.loss },
                })),
            }],
        };
    },
    dots(shade, points, x) {
        const of = isWon => points.filter(([, result]) => (result > 0) === isWon);
        const series = (isWon, symbol, color) => ({
            type: "scatter", data: of(isWon), symbol, symbolSize: 6, large: points.length > 4000, silent: true,
            itemStyle: { color, opacity: 0.75 },
        });
        return {
            ...this.base(shade, x, {
                axisLabel: { ...axisText(shade), formatter: value => number(value, 1) + narrow + "%" },
            }),
            series: [series(true, "circle", shade.profit), series(false, "diamond", shade.loss)],
        };
    },
    lengths(shade) {
        const unit = Math.max(...data.trades.map(trade => trade[1])) > 3 * day ? [day, "days"] : [3600, "hours"];
        return this.dots(shade, data.trades.map(trade => [trade[1] / unit[0], trade[8] * 100]),
            { name: `length, ${unit[1]}` });
    },
    excursions(shade) {
        return this.dots(shade, data.trades.filter(trade => trade.length > 11)
            .map(trade => [-trade[11] * 100, trade[8] * 100]), { name: "worst on the way, %" });
    },
    fees(shade) {
        const points = data.fees.map(([fee, result]) => [fee * 100, result * 100]);
        return {
            ...this.base(shade, { name: "fee of each fill, %", scale: false }, {
                scale: true, axisLabel: { ...axisText(shade), formatter: value => brief(value) + narrow + "%" },
            }),
            series: [{
                type: "line", data: points, showSymbol: false, silent: true, color: shade.ink, lineStyle: { width: 2 },
                markLine: {
                    symbol: "none", silent: true, animation: false, data: [{ xAxis: data.fee * 100 }],
                    lineStyle: { color: shade.ink3 }, label: { formatter: "paid", color: shade.ink2 },
                },
            }],
        };
    },
    draw() {
        const shade = colours();
        Object.entries(this.charts).forEach(([name, chart]) =>
            chart.setOption(this[name](shade), { notMerge: true }));
    },
    start() {
        const hasTrades = data.trades.length > 0;
        const has = {
            bars: hasTrades, lengths: hasTrades, excursions: hasTrades && data.trades.some(trade => trade.length > 11),
            fees: data.fees.length > 0,
        };
        Object.entries(has).forEach(([name, isThere]) => {
            if (isThere) {
                this.charts[name] = makeChart(name + "-chart");
            } else {
                find(name).hidden = true;
            }
        });
        this.draw();
    },
};
