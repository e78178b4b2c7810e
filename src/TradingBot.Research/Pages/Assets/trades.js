// The table of trades: sorted, filtered, a page at a time. A row leads to its place in the price chart.
const trades = {
    size: 20,
    page: 0,
    column: 0,
    isDescending: true,
    words: "",
    kind: "all",
    columns: [
        ["In", trade => trade[0], (cell, trade) => { cell.textContent = time(trade[0]); }, true],
        ["Out", trade => trade[0] + trade[1], (cell, trade) => { cell.textContent = time(trade[0] + trade[1]); }, true],
        ["Side", trade => trade[2], (cell, trade) => { cell.textContent = trade[2] > 0 ? "long" : "short"; }, true],
        ["At", trade => trade[4], (cell, trade) => { cell.textContent = number(trade[4], data.decimals); }],
        ["Out at", trade => trade[5], (cell, trade) => { cell.textContent = number(trade[5], data.decimals); }],
        ["Result", trade => trade[8], (cell, trade) => trades.result(cell, trade, gain(trade[8], percent(trade[8])))],
        ["Profit", trade => trade[7], (cell, trade) => trades.result(cell, trade, gain(trade[7], money(trade[7])))],
        ["Why in", trade => data.reasons[trade[9]],
            (cell, trade) => { cell.textContent = data.reasons[trade[9]]; }, true],
        ["Why out", trade => data.reasons[trade[10]],
            (cell, trade) => { cell.textContent = data.reasons[trade[10]]; }, true],
    ],
    result(cell, trade, text) {
        cell.append(element("span", text, trade[7] > 0 ? "profit" : "loss"));
    },
    filtered() {
        const words = this.words.toLowerCase();
        const isWanted = trade => (this.kind === "all" || (trade[7] > 0) === (this.kind === "won"))
            && (!words || (data.reasons[trade[9]] + " " + data.reasons[trade[10]] + " " + time(trade[0]))
                .toLowerCase().includes(words));
        const value = this.columns[this.column][1];
        const order = (left, right) => left < right ? -1 : left > right ? 1 : 0;
        const places = [...data.trades.keys()].filter(place => isWanted(data.trades[place]));
        places.sort((left, right) => order(value(data.trades[left]), value(data.trades[right])) || left - right);
        return this.isDescending ? places.reverse() : places;
    },
    row(place) {
        const row = element("tr");
        row.tabIndex = 0;
        row.dataset.place = place;
        row.classList.toggle("chosen", place === price.chosen);
        this.columns.forEach(([, , fill, isWords]) => {
            const cell = element("td", undefined, isWords ? "words" : "");
            fill(cell, data.trades[place]);
            row.append(cell);
        });
        const go = () => {
            price.goTo(place);
            find("price").scrollIntoView({ block: "start" });
        };
        row.addEventListener("click", go);
        row.addEventListener("keydown", event => {
            if (event.key === "Enter") {
                go();
            }
        });
        return row;
    },
    head() {
        return this.columns.map(([name, , , isWords], i) => {
            const cell = element("th", undefined, isWords ? "words" : "");
            const isChosen = i === this.column;
            const button = element("button", name + (isChosen ? (this.isDescending ? " \u2193" : " \u2191") : ""));
            button.type = "button";
            cell.setAttribute("aria-sort", !isChosen ? "none" : this.isDescending ? "descending" : "ascending");
            button.addEventListener("click", () => {
                this.isDescending = isChosen ? !this.isDescending : true;
                this.column = i;
                this.page = 0;
                this.draw();
            });
            cell.append(button);
            return cell;
        });
    },
    pages(count) {
        const last = Math.max(0, Math.ceil(count / this.size) - 1);
        this.page = Math.min(this.page, last);
        const button = (text, page, isOff) => {
            const made = element("button", text);
            made.type = "button";
            made.disabled = isOff;
            made.addEventListener("click", () => {
                this.page = page;
                this.draw();
            });
            return made;
        };
        const from = this.page * this.size;
        const to = Math.min(from + this.size, count);
        const text = count === 0 ? "no trade" : `${from + 1} to ${to} of ${number(count, 0)}`;
        find("trade-pages").replaceChildren(button("Earlier", this.page - 1, this.page === 0), element("span", text),
            button("Later", this.page + 1, this.page === last));
    },
    draw() {
        const places = this.filtered();
        this.pages(places.length);
        const table = find("trade-table");
        table.tHead.rows[0].replaceChildren(...this.head());
        const from = this.page * this.size;
        table.tBodies[0].replaceChildren(...places.slice(from, from + this.size).map(place => this.row(place)));
    },
    filter() {
        const words = element("input");
        words.type = "search";
        words.setAttribute("aria-label", "Filter by reason or time");
        words.setAttribute("placeholder", "filter by reason or time");
        words.addEventListener("input", () => {
            this.words = words.value;
            this.page = 0;
            this.draw();
        });
        const kinds = ["all", "won", "lost"].map(kind => {
            const button = element("button", kind);
            button.type = "button";
            button.setAttribute("aria-pressed", String(kind === this.kind));
            button.addEventListener("click", () => {
                this.kind = kind;
                this.page = 0;
                kinds.forEach(other => other.setAttribute("aria-pressed", String(other === button)));
                this.draw();
            });
            return button;
        });
        const group = element("span");
        group.append(...kinds);
        find("trade-filter").replaceChildren(words, group);
    },
    start() {
        if (data.trades.length === 0) {
            return;
        }
        this.filter();
        this.draw();
    },
};
