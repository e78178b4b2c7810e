#!/usr/bin/env python3
"""Trades live on an offline Kraken full of faults, then holds the bot's journal against the exchange's record.

Each order style has an exchange, a bot and a directory of its own; they run at the same time. The exchange's side is
read over its signed REST interface only. Exit code 0: equal to the last digit; 1: not; 2: nothing was tried.
"""
import argparse
import concurrent.futures
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

sys.dont_write_bytecode = True  # nothing is left beside the sources
import faults
from books import Journal, differences
from exchange import Exchange, control

HERE = pathlib.Path(__file__).resolve().parent
PROGRAM = HERE.parent.parent / "src/TradingBot/bin/Release/net10.0/TradingBot.dll"
CASH = 50_000
STYLES = ["market", "limit", "post-only"]
# Market minutes: long enough for the bot to lose its socket, short enough for both spells in a short run.
SPELL = 4
# Market minutes of peace before the end, so that what was hidden or late is there.
PEACE = 1
MOST_RESTARTS = 30
PATIENCE = 300  # wall seconds; ends a session that hangs, decides nothing


class Session:
    """One order style: its exchange, its bot."""

    def __init__(self, options, style, directory):
        self.options, self.style, self.directory = options, style, directory
        directory.mkdir()
        self.environment = {**os.environ, "XDG_DATA_HOME": str(directory)}
        self.log = open(directory / "log", "ab", buffering=0)
        self.bot, self.starts, self.doubled = None, 0, 0

    def run(self):
        simulator = subprocess.Popen(
            ["dotnet", self.options.simulator or self.options.program, "simulate-kraken", "--listen", "127.0.0.1:0",
             "--speed", str(self.options.speed), "--one-clock", "--seed", str(self.options.seed),
             "--pairs", "XBTUSD", "--tier", "pro"],
            stdout=subprocess.PIPE, stderr=self.log, text=True)
        try:
            lines = (simulator.stdout.readline().rsplit(None, 1) for _ in range(5))
            said = {name.strip(): value for name, value in lines}
            self.environment["TRADINGBOT_KRAKEN_KEY"] = said["key"]
            self.environment["TRADINGBOT_KRAKEN_SECRET"] = said["secret"]
            return self._trade(said["REST"], Exchange(said["REST"], said["key"], said["secret"]))
        finally:
            for process in (self.bot, simulator):
                if process is not None and process.poll() is None:
                    process.kill()
                    process.wait()
            self.log.close()

    def _trade(self, address, exchange):
        self._start(address)
        self._wait(lambda: self._said("Trading XXBTZUSD"), "the bot does not start")
        end = time.monotonic() + self.options.minutes * 60
        spells = faults.spells(self.style, self.options.seed, self.options.without)
        turn = 0
        while time.monotonic() < end:
            self._live(address, list(spells.values())[turn % 2], min(end, time.monotonic() + self._wall(SPELL)))
            turn += 1
        control(address, "faults", {"rules": []})
        self._pause(address, time.monotonic() + self._wall(PEACE))
        stop = subprocess.Popen(
            self._command("stop", "session", "--flatten", "--storage", self.directory),
            stdout=self.log, stderr=self.log, env=self.environment)
        self._wait(lambda: stop.poll() is not None and self.bot.poll() is not None, "the bot does not stop")
        journal = Journal(self.directory / "session.db")
        wrong, counts = differences(journal, exchange, CASH)
        if stop.returncode or self.bot.returncode:
            wrong.append(f"the bot ended with {self.bot.returncode}, the request to stop with {stop.returncode}")
        return wrong, {**counts, "double arrivals": self.doubled, "restarts": self.starts - 1}

    def _live(self, address, scenario, until):
        """One spell, begun without a socket."""
        control(address, "faults", scenario)
        control(address, "drop", {})
        self._pause(address, until)
        self.doubled += faults.doubled(scenario, control(address, "faults")["happened"])

    def _pause(self, address, until):
        """Lets time pass; a bot that has ended is started again, as a supervisor would."""
        while time.monotonic() < until:
            if self.bot.poll() is not None:
                if self.starts > MOST_RESTARTS:
                    ends = counted(self.starts, "times")
                    raise RuntimeError(f"the bot has ended {ends}, last with {self.bot.returncode}")
                self._start(address)
            time.sleep(0.2)

    def _start(self, address):
        self.starts += 1
        rests = [] if self.style == "market" else ["--order-patience", "40"]
        self.bot = subprocess.Popen(
            self._command(
                "-x", "kraken", "--at", address, "--speed", self.options.speed, "--live", "--balance", CASH,
                "-p", 1, "-t", 60, "-c", "XBTUSD", "--trades", 5, "--tier", "pro", "--strategy", "scalping",
                "--set", "fall=0.001", "--set", "rise=0.001", "--max-order-errors", "off", "--name", "session",
                "--storage", self.directory, "--log-directory", "off", "--order", self.style, *rests),
            stdout=self.log, stderr=self.log, env=self.environment)

    def _command(self, *arguments):
        return ["dotnet", str(self.options.program), *map(str, arguments)]

    def _said(self, words):
        return words.encode() in (self.directory / "log").read_bytes()

    def _wall(self, market_minutes):
        return market_minutes * 60 / self.options.speed

    def _wait(self, is_done, otherwise):
        end = time.monotonic() + PATIENCE
        while not is_done():
            if time.monotonic() > end:
                raise RuntimeError(f"{otherwise}; see {self.directory}/log")
            time.sleep(0.1)


def least(options, style):
    """What a session must have been full of, to count: a long one of more."""
    market_minutes = options.minutes * options.speed
    wanted = {"orders": 0.2, "fills": 0.15, "double arrivals": 0.02, "unknowns": 0.02}
    if style == "post-only":  # a refused price is proved not to be there before the next one, for a minute and more
        wanted.update({"orders": 0.05, "fills": 0.05})
    if style != "market":
        wanted["resting"] = 0.05
        if market_minutes >= 60:  # in less there may be none
            wanted["cancels"] = 0.02
    if "request-twice" in options.without or market_minutes < 60:
        del wanted["double arrivals"]
    return {what: max(1, round(market_minutes * rate)) for what, rate in wanted.items()}


def above_zero(text):
    value = float(text)
    if not 0 < value < float("inf"):
        raise argparse.ArgumentTypeError(f"'{text}' is not allowed; use a number above 0")
    return value


def speed(text):
    if not text.isdecimal() or not 1 <= int(text) <= 1000:
        raise argparse.ArgumentTypeError(f"'{text}' is not allowed; use a whole number from 1 to 1000")
    return int(text)


def some_of(styles):
    def parse(text):
        given = text.split(",")
        if len(set(given)) < len(given) or not set(given) <= set(styles):
            raise argparse.ArgumentTypeError(f"'{text}' is not allowed; use some of {','.join(styles)}")
        return given
    return parse


def program(text):
    path = pathlib.Path(text)
    if not path.is_file():
        raise argparse.ArgumentTypeError(f"there is no {path}")
    return path


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=above_zero, default=60, help="wall-clock minutes of faults (default 60)")
    parser.add_argument("--speed", type=speed, default=10, help="market seconds in a second (default 10)")
    parser.add_argument("--orders", type=some_of(STYLES), default=STYLES, help="styles, separated by commas")
    parser.add_argument("--seed", type=int, default=1, help="of the market and of the faults")
    parser.add_argument("--program", default=PROGRAM, type=program, help="TradingBot.dll, the bot")
    parser.add_argument("--simulator", type=program, help="another TradingBot.dll for the offline Kraken")
    parser.add_argument("--without", action="append", default=[], help="a fault to leave out, as request-twice")
    options = parser.parse_args()
    if not options.program.is_file():
        parser.error(f"there is no {options.program}; build it with 'dotnet build -c Release'")
    directory = pathlib.Path(tempfile.mkdtemp(prefix="tradingbot-sessions-"))
    print(f"{counted(options.minutes, 'minutes')} at speed {options.speed}, seed {options.seed}, in {directory}",
          flush=True)
    code = 1
    try:
        with concurrent.futures.ThreadPoolExecutor(len(options.orders)) as pool:
            running = {style: pool.submit(Session(options, style, directory / style).run) for style in options.orders}
            code = report(options, {style: session.result() for style, session in running.items()})
    finally:
        if code == 0:
            shutil.rmtree(directory)
        else:
            print(f"logs and databases are kept in {directory}", flush=True)
    return code


def counted(count, what):
    """A number with a noun that is given in the plural."""
    return f"{count:.12g} {what[:-1] if count == 1 and what.endswith('s') else what}"


def report(options, results):
    total, wrong, missing = {}, 0, []
    for style, (differing, counts) in results.items():
        print(f"{style}: {', '.join(counted(count, what) for what, count in counts.items())}")
        for line in differing[:20]:
            print(f"  {line}")
        wrong += len(differing)
        missing += [f"{style} {counted(counts[what], what)} of at least {few}"
                    for what, few in least(options, style).items() if counts[what] < few]
        for what, count in counts.items():
            total[what] = total.get(what, 0) + count
    figures = ", ".join(counted(total[what], what) for what in ("orders", "fills", "double arrivals"))
    if wrong:
        print(f"FAILED: {counted(wrong, 'differences')} in {figures}, seed {options.seed}")
        return 1
    if missing:
        print(f"FAILED: nothing was tried: {'; '.join(missing)}")
        return 2
    print(f"ok: the journals equal the exchanges' records to the last digit: {figures}, "
          f"{counted(total['unknowns'], 'unknowns')}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
