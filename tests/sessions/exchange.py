"""The exchange's side of a session: a client of Kraken's signed REST interface that shares no line with the bot's.

Everything is read page by page and nothing is believed twice: amounts are decimals of the digits that came.
"""
import base64
import hashlib
import hmac
import json
import time
import urllib.parse
import urllib.request
from decimal import Decimal

PAGE = 50
MOST_TRADES = 20
# The bot's nonces are nanoseconds of its own clock, which runs ahead of the wall's; ours must be above all of them.
TEN_YEARS = 315_360_000 * 10 ** 9


class Exchange:
    """What Kraken says of the account. One key: only for when the bot has ended."""

    def __init__(self, address, key, secret):
        self.address, self.key, self.secret = address.rstrip("/"), key, base64.b64decode(secret)
        self.last_nonce = 0

    def ask(self, method, **fields):
        """The result of a private call; waits where the rate limit says so."""
        while True:
            answer = self._send(method, fields)
            if answer["error"] == ["EAPI:Rate limit exceeded"]:
                time.sleep(0.5)
                continue
            if answer["error"]:
                raise RuntimeError(f"{method} {fields}: {answer['error']}")
            return answer["result"]

    def orders(self):
        """Every order there ever was, by id."""
        found = dict(self.ask("OpenOrders", trades="true")["open"])
        found.update(self._pages("ClosedOrders", "closed", trades="true"))
        return found

    def trades(self):
        """Every fill, by id: the history and QueryTrades must say the same."""
        history = self._pages("TradesHistory", "trades", consolidate_taker="false")
        named = {}
        ids = sorted(history)
        for first in range(0, len(ids), MOST_TRADES):
            named.update(self.ask("QueryTrades", txid=",".join(ids[first:first + MOST_TRADES])))
        if named != history:
            raise RuntimeError("QueryTrades and TradesHistory do not agree")
        return history

    def ledger(self):
        """Every entry, by id, the newest first."""
        return self._pages("Ledgers", "ledger")

    def balances(self):
        """What is owned of each asset, held or not."""
        return {asset: Decimal(row["balance"]) for asset, row in self.ask("BalanceEx").items()}

    def _pages(self, method, name, **fields):
        found = {}
        while True:
            result = self.ask(method, ofs=len(found), **fields)
            found.update(result[name])
            if len(found) >= result["count"]:
                return found
            if not result[name]:
                raise RuntimeError(f"{method}: {result['count']} are said to be there, {len(found)} came")

    def _send(self, method, fields):
        path = f"/0/private/{method}"
        self.last_nonce = max(self.last_nonce + 1, time.time_ns() + TEN_YEARS)
        body = urllib.parse.urlencode({"nonce": self.last_nonce, **fields}).encode()
        digest = hashlib.sha256(str(self.last_nonce).encode() + body).digest()
        signature = base64.b64encode(hmac.new(self.secret, path.encode() + digest, hashlib.sha512).digest())
        request = urllib.request.Request(
            self.address + path, body, {"API-Key": self.key, "API-Sign": signature.decode()})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.loads(answer.read(), parse_float=Decimal)


def control(address, what, body=None):
    """Steers the offline Kraken: no part of what is compared is read here."""
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(f"{address.rstrip('/')}/control/{what}", data, timeout=30) as answer:
        return json.loads(answer.read())
