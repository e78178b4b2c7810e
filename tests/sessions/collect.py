#!/usr/bin/env python3
"""Collects markets of an offline Kraken full of faults, kills the collector again and again, and holds what it has
recorded against the exchange's record.

The exchange's side is read over its public REST interface, the recording through 'recordings export'; books are rebuilt
here and their checksums computed here, and candles are made here of the tape. Exit code 0: nothing is lost or doubled;
1: something is; 2: nothing was tried.
"""
import argparse
import bisect
import csv
import io
import json
import os
import pathlib
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
import zlib
from decimal import Decimal

sys.dont_write_bytecode = True  # nothing is left beside the sources
from exchange import control

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = HERE.parent.parent / "src/TradingBot/bin/Release/net10.0/TradingBot.dll"
PAIRS = ["XBTUSD", "ETHUSD", "SOLUSD", "ADAUSD", "DOTUSD", "LTCUSD", "XBTEUR", "ETHEUR", "ETHXBT", "XBTUSDT"]
HOUR = 3600
MINUTE = 60_000_000  # microseconds
CHECKED = 10  # levels of a side that a checksum covers
PATIENCE = 300  # wall seconds; ends a session that hangs, decides nothing

FAULTS = [
    ("dropped-connection", "book", 0.0005),
    ("dropped-connection", "trade", 0.001),
    ("silent-channel", "book", 0.001),
    ("silent-channel", "trade", 0.002),
    ("dropped-connection", "ohlc", 0.001),
    ("silent-channel", "ohlc", 0.005),
    ("sequence-gap", "book", 0.002),
    ("sequence-gap", "trade", 0.01),
    ("wrong-checksum", "book", 0.002),
    ("lost-levels", "book", 0.0005),
    ("http-error", "Trades", 0.2),
    ("truncated-json", "Trades", 0.1),
    ("lost-reply", "Trades", 0.1),
    ("error", "Trades", 0.1),
]


class Session:
    """The exchange, and the collector that is killed."""

    def __init__(self, options, directory):
        self.options, self.directory = options, directory
        self.recording = directory / "recording"
        self.environment = {**os.environ, "XDG_DATA_HOME": str(directory)}
        self.log = open(directory / "log", "ab", buffering=0)
        self.collector, self.kills, self.address = None, 0, ""
        self.random = random.Random(options.seed)
        self.tapes = {}

    def run(self):
        simulator = subprocess.Popen(
            self._command("simulate-kraken", "--listen", "127.0.0.1:0", "--speed", self.options.speed, "--one-clock",
                          "--seed", self.options.seed, "--pairs", ",".join(self._pairs()), "--tape", 1_000_000,
                          "--history", 1),
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        try:
            self.address = simulator.stdout.readline().split()[-1]
            self._collect()
            return self._compare()
        finally:
            for process in (self.collector, simulator):
                if process is not None and process.poll() is None:
                    process.kill()
                    process.wait()
            self.log.close()

    def _collect(self):
        """The spell of faults and kills, then peace until an hour that is whole has been sealed."""
        self._start()
        control(self.address, "faults", {"seed": self.options.seed, "rules": [
            {"fault": fault, "on": on, "probability": chance, "times": 0} for fault, on, chance in FAULTS]})
        life = self.options.minutes * 60 / (self.options.kills + 1)
        for _ in range(self.options.kills):
            self._pause(life * self.random.uniform(0.5, 1.5))
            self.collector.send_signal(signal.SIGKILL)
            self.collector.wait()
            self.kills += 1
            self._pause(self.random.choice([0, 0, 1, 5]))
            self._start()
        self._pause(life)
        self.happened = control(self.address, "faults")["happened"]
        control(self.address, "faults", {"rules": []})
        self._wait(lambda: not self._owed(), "missing trades are not fetched")
        sealed = self._manifest()
        clean = self._market_time() // HOUR + 1
        self._wait(lambda: self._market_time() > clean * HOUR and self._manifest() > sealed, "nothing is sealed")
        self._pause(20 * 60 / self.options.speed)
        self.collector.send_signal(signal.SIGTERM)
        self.ended = self.collector.wait(PATIENCE)
        for store in self._stores():
            followed = subprocess.run(
                self._command("follow", self.recording, "--to", store, "--once"), capture_output=True, text=True)
            if followed.returncode:
                raise RuntimeError(f"follow --to {store}: {followed.stdout}{followed.stderr}")

    def _compare(self):
        wrong, counts = [], {"trades": 0, "fetched": 0, "checksums": 0, "candles": 0, "tickers": 0,
                             "gaps": 0, "kills": self.kills, "faults": sum(self.happened)}
        if self.ended != 0:
            wrong.append(f"the collector ended with {self.ended}")
        verified = self._ask("recordings", "verify")
        if verified.returncode:
            wrong += verified.stdout.strip().split("\n")
        for pair in self._pairs():
            wrong += [f"{pair}: {line}" for line in 
                      self._trades(pair, counts) + self._books(pair, counts)
                      + self._candles(pair, counts) + self._files(pair, counts)]
        return wrong, counts

    def _trades(self, pair, counts):
        """Each trade of the exchange's tape exactly once, digit for digit."""
        rows = self._export(pair, "trades")
        found = {}
        wrong = []
        for row in rows:
            if row["id"] in found:
                wrong.append(f"trade {row['id']} is there twice")
            found[int(row["id"])] = row
        if not found:
            return ["no trades"]
        tape = {id: trade for id, trade in self._tape(pair).items() if min(found) <= id <= max(found)}
        wrong += [f"trade {id} is missing" for id in sorted(tape.keys() - found.keys())]
        wrong += [f"trade {id} does not exist" for id in sorted(found.keys() - tape.keys())]
        for id in tape.keys() & found.keys():
            price, volume, stamp, side = tape[id]
            row = found[id]
            if (Decimal(row["price"]), Decimal(row["qty"])) != (price, volume) or (row["is_buy"] == "true") != side:
                wrong.append(f"trade {id} differs")
            if abs(int(row["exch_us"]) - stamp) > 1:
                wrong.append(f"trade {id} has another time")
        counts["trades"] += len(found)
        counts["fetched"] += sum(row["source"] == "2" for row in rows)
        return wrong + self._holes(found, self._export(pair, "gaps"))

    @staticmethod
    def _holes(found, gaps):
        """What was fetched lies in a gap, and nothing in a gap came as it happened."""
        missed = {id for gap in gaps if gap["kind"] == "trades" and gap["next_id"]
                  for id in range(int(gap["last_id"]) + 1, int(gap["next_id"]))}
        by = {source: {id for id, row in found.items() if row["source"] == source} for source in "02"}
        return ([f"trade {id} was fetched and is in no gap" for id in sorted(by["2"] - missed)]
                + [f"trade {id} came as it happened and is in a gap" for id in sorted(by["0"] & missed)])

    def _books(self, pair, counts):
        """Every book rebuilt has the checksum that the exchange sent."""
        wrong = []
        snapshots = self._export(pair, "snapshots")
        changes = self._export(pair, "changes")
        gaps = self._export(pair, "gaps")
        counts["gaps"] += len(gaps)
        wrong += [f"a gap without a reason: {gap}" for gap in gaps if not gap["reason"]]
        wrong += self._extents([gap for gap in gaps if gap["kind"] == "book"], snapshots, changes)
        starts = {}
        for row in snapshots:  # the last one at a message counts
            key = int(row["msg"])
            if key in starts and starts[key][0] != (row["snap"], row["recv_us"]):
                del starts[key]
            starts.setdefault(key, ((row["snap"], row["recv_us"]), []))[1].append(row)
        book = {True: {}, False: {}}
        last = 0
        for row in changes:
            message = int(row["msg"])
            for start in [key for key in starts if last <= key < message]:
                book = {True: {}, False: {}}
                for level in starts.pop(start)[1]:
                    self._put(book, level)
            last = message
            self._put(book, row)
            if row["crc"]:
                counts["checksums"] += 1
                if checksum(book) != int(row["crc"]):
                    wrong.append(f"message {message}: the book is not the exchange's")
        return wrong

    def _candles(self, pair, counts):
        """Each candle is what the tape's trades of its minute make; those that are not there are in a gap."""
        wrong, found = [], {}
        for row in self._export(pair, "candles"):
            begin = int(row["begin_us"])
            if begin in found:
                wrong.append(f"candle {begin} is there twice")
            found[begin] = row
        if not found:
            return ["no candles"]
        minutes = {}
        for id, (price, volume, stamp, _) in sorted(self._tape(pair).items()):
            minutes.setdefault(stamp // MINUTE * MINUTE, []).append((price, volume))
        whole = {begin: trades for begin, trades in minutes.items() if begin > min(minutes)}
        gaps = [(int(gap["from_exch_us"]), int(gap["to_exch_us"])) for gap in self._export(pair, "gaps")
                if gap["kind"] == "candles" and gap["to_exch_us"] and gap["backfilled"] == "false"]
        for begin in sorted(begin for begin in whole if min(found) <= begin <= max(found)):
            if begin not in found:
                if not any(start <= begin < end for start, end in gaps):
                    wrong.append(f"candle {begin} is missing, and no gap says so")
            elif difference := self._difference(found[begin], whole[begin]):
                wrong.append(f"candle {begin}: {difference}")
            else:
                counts["candles"] += 1
        wrong += [f"candle {begin} has trades that do not exist" for begin, row in found.items()
                  if begin > min(minutes) and begin not in minutes and row["trades"] != "0"]
        return wrong

    def _files(self, pair, counts):
        """What the collector's own followers have written is the recording's, each line once, over all kills."""
        lines = []
        for file in sorted((self.directory / "files").glob(f"candles_kraken-{pair}_*.csv")):
            with open(file, newline="") as text:
                lines += list(csv.DictReader(text))
        exported = self._export(pair, "candles")
        wrong = [] if [(row["recv_us"], row["close"], row["volume"]) for row in lines] == \
            [(row["recv_us"], row["close"], row["volume"]) for row in exported] else ["its csv of candles differs"]
        tickers = []
        for file in sorted((self.directory / "ticker").glob(f"ticker-10s_kraken-{pair}_*.json")):
            tickers += [json.loads(line, parse_float=Decimal) for line in file.read_text().split("\n")[:-1]]
        times = [line["datetime"] for line in tickers]
        if times != sorted(set(times)):
            wrong.append("a moment of its ticker is there twice, or out of order")
        prices = {Decimal(row["price"]) for row in self._export(pair, "trades")}
        wrong += [f"the ticker's {line['price']} is no trade's" for line in tickers if line["price"] not in prices]
        counts["tickers"] += len(tickers)
        return wrong

    def _stores(self):
        return [f"csv:{self.directory / 'files'}", f"ticker:{self.directory / 'ticker'}?every=10s"]

    @staticmethod
    def _difference(row, trades):
        """What of a candle is not what these trades make; nothing where all is."""
        prices = [price for price, _ in trades]
        volume = sum(volume for _, volume in trades)
        made = {"open": prices[0], "high": max(prices), "low": min(prices), "close": prices[-1], "volume": volume,
                "trades": len(trades)}
        for name, value in made.items():
            if Decimal(row[name]) != value:
                return f"{name} is {row[name]}, and the tape's {value}"
        average = sum(price * volume for price, volume in trades) / volume
        unit = Decimal(1).scaleb(Decimal(row["vwap"]).as_tuple().exponent)
        return "" if abs(Decimal(row["vwap"]) - average) <= unit else f"vwap is {row['vwap']}, and the tape's {average}"

    @staticmethod
    def _extents(gaps, snapshots, changes):
        """A gap of a book ends with a snapshot, and nothing in it was received: it is no longer than it had to be."""
        received = sorted(int(row["recv_us"]) for row in changes)
        begins = {int(row["recv_us"]) for row in snapshots}
        wrong = []
        for gap in gaps:
            if not gap["from_recv_us"] or not gap["to_recv_us"] or "unknown moment" in gap["reason"]:
                continue
            start, end = int(gap["from_recv_us"]), int(gap["to_recv_us"])
            if bisect.bisect_right(received, start) < bisect.bisect_left(received, end):
                wrong.append(f"changes were received in the gap {gap}")
            if end not in begins:
                wrong.append(f"no snapshot ends the gap {gap}")
        return wrong

    @staticmethod
    def _put(book, row):
        side = book[row["is_bid"] == "true"]
        if Decimal(row["qty"]) == 0:
            side.pop(row["price"], None)
        else:
            side[row["price"]] = row["qty"]

    def _tape(self, pair):
        """All that the exchange still has, by id."""
        if pair in self.tapes:
            return self.tapes[pair]
        tape, since = {}, "0"
        while True:
            url = f"{self.address.rstrip('/')}/0/public/Trades?pair={pair}&since={since}&count=1000"
            try:
                with urllib.request.urlopen(url, timeout=30) as answer:
                    body = json.loads(answer.read(), parse_float=Decimal)
            except urllib.error.HTTPError:
                body = {"error": ["HTTP"]}
            if body["error"]:
                time.sleep(0.5)
                continue
            result = body["result"]
            rows = next(rows for name, rows in result.items() if name != "last")
            for row in rows:
                tape[row[6]] = (Decimal(row[0]), Decimal(row[1]), int(Decimal(row[2]) * 1_000_000), row[3] == "b")
            if len(rows) < 1000 or result["last"] == since:
                self.tapes[pair] = tape
                return tape
            since = result["last"]

    def _export(self, pair, kind):
        answer = self._ask("recordings", "export", pair, kind)
        if answer.returncode:
            raise RuntimeError(f"export {pair} {kind}: {answer.stdout}{answer.stderr}")
        return list(csv.DictReader(io.StringIO(answer.stdout)))

    def _ask(self, *arguments):
        return subprocess.run(
            self._command(*arguments, "--data", self.recording), capture_output=True, text=True, env=self.environment)

    def _start(self):
        self.collector = subprocess.Popen(
            self._command("collect", "-c", ",".join(self._pairs()), "--at", self.address, "--speed",
                          self.options.speed, "--data", self.recording, "--log-directory", "off", "--book",
                          self.options.book, "--trades", "--candles", 1, "--to", "postgresql://nobody@127.0.0.1:1/none",
                          *[word for store in self._stores() for word in ("--to", store)]),
            stdout=self.log, stderr=self.log, env=self.environment)

    def _owed(self):
        """What the last line of the minute says is still to be fetched."""
        lines = [line for line in (self.directory / "log").read_text(errors="replace").split("\n")
                 if " connections, " in line]
        return len(lines) == self.lines_seen() or "still to be fetched" in lines[-1]

    def lines_seen(self):
        """Lines that were there when this was first asked: a later one is wanted."""
        if not hasattr(self, "_seen"):
            text = (self.directory / "log").read_text(errors="replace")
            self._seen = sum(" connections, " in line for line in text.split("\n"))
        return self._seen

    def _manifest(self):
        path = self.recording / "manifest.jsonl"
        return path.read_bytes().count(b"\n") if path.exists() else 0

    def _market_time(self):
        with urllib.request.urlopen(f"{self.address.rstrip('/')}/0/public/Time", timeout=30) as answer:
            return json.loads(answer.read())["result"]["unixtime"]

    def _pairs(self):
        return PAIRS[:self.options.pairs]

    def _pause(self, seconds):
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if self.collector.poll() is not None and self.collector.returncode != -signal.SIGKILL:
                code = self.collector.returncode
                raise RuntimeError(f"the collector has ended with {code}; see {self.directory}/log")
            time.sleep(min(0.1, max(0, end - time.monotonic())))

    def _wait(self, is_done, otherwise):
        end = time.monotonic() + PATIENCE + HOUR / self.options.speed
        while not is_done():
            if time.monotonic() > end:
                raise RuntimeError(f"{otherwise}; see {self.directory}/log")
            self._pause(0.2)

    def _command(self, *arguments):
        return ["dotnet", str(self.options.program), *map(str, arguments)]


def checksum(book):
    """Kraken's CRC-32 of the ten best levels."""
    text = ""
    for is_bid in (False, True):
        for price in sorted(book[is_bid], key=Decimal, reverse=is_bid)[:CHECKED]:
            text += price.replace(".", "").lstrip("0") + book[is_bid][price].replace(".", "").lstrip("0")
    return zlib.crc32(text.encode())


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n")[0])
    parser.add_argument("--minutes", type=float, default=24, help="wall-clock minutes of faults (default 24)")
    parser.add_argument("--speed", type=int, default=60, help="market seconds in a second (default 60)")
    parser.add_argument("--kills", type=int, default=50, help="kill -9 of the collector (default 50)")
    parser.add_argument("--pairs", type=int, default=10, help=f"1 to {len(PAIRS)} (default 10)")
    parser.add_argument("--book", type=int, default=100, help="levels of the book (default 100)")
    parser.add_argument("--seed", type=int, default=1, help="of the market, the faults and the kills")
    parser.add_argument("--program", default=PROGRAM, type=pathlib.Path, help="TradingBot.dll")
    options = parser.parse_args()
    if not options.program.is_file():
        parser.error(f"there is no {options.program}; build it with 'dotnet build -c Release'")
    directory = pathlib.Path(tempfile.mkdtemp(prefix="tradingbot-collect-"))
    print(f"{options.minutes:g} minutes at speed {options.speed}, {options.pairs} pairs, {options.kills} kills, seed "
          f"{options.seed}, in {directory}", flush=True)
    code = 1
    try:
        wrong, counts = Session(options, directory).run()
        for line in wrong[:40]:
            print(f"  {line}")
        figures = ", ".join(f"{count} {what}" for what, count in counts.items())
        if wrong:
            print(f"FAILED: {len(wrong)} differences in {figures}, seed {options.seed}")
        elif 0 in (counts["trades"], counts["checksums"], counts["candles"], counts["tickers"], counts["gaps"],
                    counts["faults"]):
            print(f"FAILED: nothing was tried: {figures}")
            code = 2
        else:
            print(f"ok: every trade and candle of the exchange is there once, every book is the exchange's: {figures}")
            code = 0
    finally:
        if code == 0:
            shutil.rmtree(directory)
        else:
            print(f"the recording and the log are kept in {directory}", flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
