"""Holds a bot's journal against the exchange's record, to the last digit."""
import sqlite3
from decimal import Decimal

OVER = {"Filled", "Canceled", "Expired", "Rejected"}


class Journal:
    """A bot's database, read as it is stored."""

    def __init__(self, path):
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        connection.row_factory = sqlite3.Row
        self.orders = {row["id"]: row for row in connection.execute("SELECT * FROM orders")}
        self.fills = {row["execution"]: row for row in connection.execute("SELECT * FROM fills")}
        self.balance = connection.execute("SELECT cash, held FROM balance").fetchone()
        self.sessions = connection.execute("SELECT count(*) FROM sessions").fetchone()[0]
        self.kinds = dict(connection.execute("SELECT kind, count(*) FROM events GROUP BY kind").fetchall())
        connection.close()


def differences(journal, exchange, start_cash):
    """What does not agree, a line each; and what was counted on the way."""
    orders, trades, ledger, balances = exchange.orders(), exchange.trades(), exchange.ledger(), exchange.balances()
    wrong = [
        *_orders(journal, orders),
        *_fills(journal, orders, trades),
        *_ledger(trades, ledger, balances),
        *_money(journal, ledger, start_cash),
    ]
    counts = {
        "orders": len(orders),
        "fills": len(trades),
        "fees": sum(Decimal(trade["fee"]) for trade in trades.values()),
        "cancels": sum(order["status"] == "canceled" for order in orders.values()),
        "resting": sum(_rested(order, trades) for order in orders.values()),
        "unknowns": journal.kinds.get("unknown", 0),
        "attempts": len(journal.orders),
        "sessions": journal.sessions,
    }
    return wrong, counts


def _rested(order, trades):
    """A limit order that somebody else took, or that ended without having traded."""
    return order["descr"]["ordertype"] == "limit" and all(
        trades[trade]["maker"] for trade in order.get("trades", []))


def _orders(journal, orders):
    placed = {}
    for id_, order in orders.items():
        placed.setdefault(order.get("cl_ord_id"), []).append(id_)
        row = journal.orders.get(order.get("cl_ord_id"))
        if row is None:
            yield f"orphan: {id_} is in no journal"
            continue
        if order["status"] == "open" or row["state"] not in OVER:
            yield f"left open: {id_} is {order['status']}, in the journal {row['state']}"
        if row["state"] == "Rejected":
            yield f"lost: {id_} counts as rejected ({row['note']}), the exchange has filled {order['vol_exec']} of it"
            continue
        if row["exchange_id"] != id_:
            yield f"id: {id_} is {row['exchange_id']} in the journal"
        there = tuple(Decimal(order[name]) for name in ("vol_exec", "cost", "fee"))
        here = tuple(Decimal(row[name] or 0) for name in ("filled", "cost", "fee"))
        if there != here:
            yield f"figures: {id_} is {_text(there)}, in the journal {_text(here)}"
    numbers = {}
    for client_id, ids in placed.items():
        if client_id in journal.orders:
            numbers.setdefault(journal.orders[client_id]["number"], []).extend(ids)
    for number, ids in numbers.items():
        if len(ids) > 1:
            yield f"double: order {number} is {' and '.join(ids)}"
    for client_id, row in journal.orders.items():
        if client_id not in placed and Decimal(row["filled"]) > 0:
            yield f"invented: {client_id} is {row['state']} in the journal and on no list of the exchange"


def _fills(journal, orders, trades):
    """Fills one by one where the bot was told each of them; otherwise the order's sums must do, compared above."""
    for id_, row in journal.fills.items():
        trade = trades.get(id_)
        if trade is None:
            yield f"invented: fill {id_} is not at the exchange"
            continue
        there = tuple(Decimal(trade[name]) for name in ("vol", "price", "fee")) + (trade["maker"],)
        here = tuple(Decimal(row[name]) for name in ("volume", "price", "fee")) + (row["is_maker"] == 1,)
        if there != here or orders[trade["ordertxid"]].get("cl_ord_id") != row["id"]:
            yield f"fill: {id_} is {_text(there)}, in the journal {_text(here)}"
    for id_, order in orders.items():
        named = [trades[trade] for trade in order.get("trades", [])]
        for total, part in (("vol_exec", "vol"), ("cost", "cost"), ("fee", "fee")):
            if Decimal(order[total]) != sum(Decimal(trade[part]) for trade in named):
                yield f"exchange: the trades of {id_} do not add up to its {total}"


def _ledger(trades, ledger, balances):
    sums = {}
    for id_, entry in reversed(ledger.items()):
        sums[entry["asset"]] = sums.get(entry["asset"], Decimal(0)) + _change(entry)
        if sums[entry["asset"]] != Decimal(entry["balance"]):
            yield f"ledger: {id_} says {entry['balance']}, the entries until then {sums[entry['asset']]}"
    if sums != balances:
        yield f"ledger: it adds up to {_text(sums.items())}, the balances are {_text(balances.items())}"
    booked = [entry["refid"] for entry in ledger.values() if entry["type"] == "trade"]
    if sorted(booked) != sorted(list(trades) * 2):
        yield "ledger: its trades are not the trade history's, each with two entries"


def _money(journal, ledger, start_cash):
    changes = {"ZUSD": Decimal(start_cash), "XXBT": Decimal(0)}
    for entry in ledger.values():
        if entry["type"] == "trade":
            changes[entry["asset"]] += _change(entry)
    here = (Decimal(journal.balance["cash"]), Decimal(journal.balance["held"]))
    there = (changes["ZUSD"], changes["XXBT"])
    if here != there:
        yield f"money: the bot has {_text(here)}, by the exchange's ledger {_text(there)}"


def _change(entry):
    return Decimal(entry["amount"]) - Decimal(entry["fee"])


def _text(values):
    return ", ".join(str(value) for value in values)
