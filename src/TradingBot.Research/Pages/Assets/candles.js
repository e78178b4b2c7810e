// Candles from their small integers, and which period suits the view.
const unpack = level => {
    const scale = 10 ** data.decimals;
    const count = level.moves.length / 4;
    const times = new Array(count);
    const rows = new Array(count);
    let [close, moment, skip] = [0, level.start, 0];
    for (let i = 0; i < count; i++) {
        if (level.skips[skip] === i) {
            moment += level.skips[skip + 1] * level.seconds;
            skip += 2;
        }
        const [gap, up, down, change] = level.moves.slice(i * 4, i * 4 + 4);
        const open = close + gap;
        close = open + change;
        times[i] = moment;
        rows[i] = [open / scale, close / scale, (Math.min(open, close) - down) / scale,
            (Math.max(open, close) + up) / scale];
        moment += level.seconds;
    }
    return { ...level, times, rows };
};

const levels = {
    all: [],
    of(number) {
        const level = data.levels[number];
        return this.all[number] ??= unpack(level);
    },
    // The finest one whose candles are wide enough to be seen, and which has all of the view.
    choose(from, to, width) {
        const wanted = width / 4;
        for (let i = 0; i < data.levels.length; i++) {
            if ((to - from) / data.levels[i].seconds > wanted) {
                continue;
            }
            if (data.levels[i].whole || this.covers(this.of(i), from, to)) {
                return this.of(i);
            }
        }
        return data.levels.length ? this.of(data.levels.length - 1) : null;
    },
    covers(level, from, to) {
        const [first, last] = [placeOf(level.times, from), placeOf(level.times, to)];
        return (last - first) * level.seconds >= (to - from) - 2 * level.seconds;
    },
};

const periodName = seconds => seconds % 604800 === 0 ? `${seconds / 604800} week`
    : seconds % day === 0 ? `${seconds / day} day` : seconds % 3600 === 0 ? `${seconds / 3600} h`
        : `${seconds / 60} min`;
