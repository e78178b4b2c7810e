"""What goes wrong in a session: two spells that take turns, one on the WebSocket, one with REST alone."""

# Milliseconds of the market's clock, which is the bot's too. Orders have been seen missing from lists for a moment; a
# bot must live with half a minute. A late answer comes when it waits no more.
HIDDEN = 30_000
LATE = 7_000


def _rule(fault, on, probability, **more):
    return {"fault": fault, "on": on, "probability": probability, "times": 0, **more}


def spells(style, seed, without):
    """The scenarios by name, less the faults that are named."""
    rests = style != "market"
    return {
        "socket": _spell(seed, _socket(style), _cancels("cancel_order") if rests else [], without),
        "rest": _spell(seed + 1, _rest(), _cancels("CancelOrder") if rests else [], without),
    }


def doubled(scenario, happened):
    """How many orders arrived twice."""
    return sum(
        count for rule, count in zip(scenario["rules"], happened)
        if rule["fault"] == "request-twice" and rule["on"] in ("AddOrder", "add_order"))


def _spell(seed, orders, cancels, without):
    rules = [*_lists(), *orders, *cancels]
    return {"seed": seed, "rules": [rule for rule in rules if rule["fault"] not in without]}


def _lists():
    return [
        _rule("http-error", "OpenOrders", 0.1),
        _rule("truncated-json", "ClosedOrders", 0.1),
        _rule("lost-reply", "QueryOrders", 0.1),
        _rule("hidden-order", "*", 0.3, milliseconds=HIDDEN),
    ]


def _socket(style):
    # No order arrives twice here: one that has been filled leaves its client id free, and the exchange rightly takes the
    # copy, which no bot can keep from happening. By REST the nonce refuses it.
    return [
        _rule("lost-request", "add_order", 0.05),
        _rule("lost-reply", "add_order", 0.1),
        _rule("late-request", "add_order", 0.05, milliseconds=LATE),
        _rule("late-reply", "add_order", 0.05, milliseconds=LATE),
        _rule("reply-twice", "add_order", 0.05),
        _rule("error", "add_order", 0.05, error="EService:Unavailable", applied=True),
        _rule("error", "add_order", 0.03, error="EService:Busy"),
        _rule("sequence-gap", "executions", 0.05),
        _rule("dropped-connection", "executions", 0.03),
        _rule("silent-channel", "executions", 0.02),
        _rule("http-error", "GetWebSocketsToken", 0.2),
    ]


def _rest():
    return [
        _rule("http-error", "GetWebSocketsToken", 1),
        _rule("request-twice", "AddOrder", 0.4),
        _rule("lost-request", "AddOrder", 0.05),
        _rule("lost-reply", "AddOrder", 0.1),
        _rule("late-request", "AddOrder", 0.05, milliseconds=LATE),
        _rule("http-error", "AddOrder", 0.1, status=520, applied=True),
        _rule("truncated-json", "AddOrder", 0.05),
        _rule("error", "AddOrder", 0.05, error="EService:Busy"),
    ]


def _cancels(method):
    return [
        _rule("request-twice", method, 0.2),
        _rule("lost-request", method, 0.1),
        _rule("lost-reply", method, 0.1),
        _rule("late-request", method, 0.05, milliseconds=LATE),
        _rule("error", method, 0.1, error="EService:Busy"),
    ]
