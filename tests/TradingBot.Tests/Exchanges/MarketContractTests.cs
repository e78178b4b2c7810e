using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;

namespace TradingBot.Tests.Exchanges;

/// <summary>What every venue promises of its pairs and prices.</summary>
public class MarketContractTests
{
    private static readonly CancellationToken None = CancellationToken.None;

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_pair_is_found_by_each_of_its_names(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);

        foreach (var name in session.Offline.PairNames)
        {
            var listed = await session.ValueAsync(session.Market.FindAsync(name, None));
            listed.Should().NotBeNull(name);
            listed!.Instrument.Should().BeEquivalentTo(session.Instrument, name);
            (listed.IsTrading, listed.Status.Length > 0, listed.Name.Length > 0).Should().Be((true, true, true));
        }
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_pair_that_the_exchange_does_not_list_is_not_found(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);

        (await session.ValueAsync(session.Market.FindAsync("NO/SUCH", None))).Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_listed_pair_has_all_the_rules_that_an_order_must_keep(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var pair = session.Instrument;

        pair.RulesAreKnown.Should().BeTrue();
        pair.TickSize.Should().BePositive();
        (pair.TickSize % new decimal(1, 0, 0, false, (byte)pair.PriceDecimals)).Should().Be(0, "a price can be told");
        pair.VolumeDecimals.Should().BePositive("it is the step of a volume");
        pair.MinimumVolume.Should().BePositive();
        pair.RoundVolumeDown(pair.MinimumVolume).Should().Be(pair.MinimumVolume);
        pair.MinimumNotional.Should().BePositive();
        (pair.Symbol.Length, pair.Base.Length, pair.Quote.Length).Should().NotBe((0, 0, 0));
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task Nothing_can_be_asked_about_a_pair_that_was_never_looked_up(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var stranger = session.Instrument with { Symbol = "NOSUCH" };

        NotSent(await session.Market.CandlesAsync(stranger, new Timeframe(60), None));
        NotSent(await session.Market.TradesAsync(stranger, session.Offline.Now, None));
        NotSent(await session.Market.NewestTradesAsync(stranger, None));
        if (session.Exchange.Capabilities.HasTape)
            NotSent(await session.Market.TapeAsync(stranger, session.Offline.Now, next: null, None));
        NotSent(await session.Market.TickerAsync(stranger, None));
        NotSent(await session.Market.BookAsync(stranger, None));
        var order = session.AtMarket() with { Instrument = stranger };
        NotSent(await session.Account.PlaceAsync(order, None));
        NotSent(await session.Account.ValidateAsync(order, None));
        NotSent(await session.Account.CancelAsync(new OrderReference(stranger, order.ClientOrderId, null), None));
        NotSent(await session.Account.BalancesAsync(stranger, None));
        NotSent(await session.Account.ChangesAsync(stranger, session.Offline.Now, None));
        NotSent(await session.Account.FeesAsync(stranger, None));

        static void NotSent<T>(Answer<T> answer) =>
            answer.Should().BeOfType<Answer<T>.NotSent>().Which.Reason.Should().Contain("NOSUCH");
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task An_exchange_that_works_says_that_it_accepts_orders(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);

        (await session.ValueAsync(session.Market.StatusAsync(None))).Mode.Should().Be(ExchangeMode.Online);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task The_exchanges_clock_is_told_to_the_second(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var before = session.Offline.Now;

        var told = await session.ValueAsync(session.Market.TimeAsync(None));

        told.Kind.Should().Be(DateTimeKind.Utc);
        told.Should().BeAfter(before.AddSeconds(-1)).And.BeOnOrBefore(session.Offline.Now);
    }

    [Theory]
    [MemberData(nameof(Periods))]
    public async Task Candles_are_finished_and_come_oldest_first_without_a_hole(string venue, int minutes)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var timeframe = new Timeframe(minutes);
        var now = new DateTimeOffset(session.Offline.Now).ToUnixTimeSeconds();

        var candles = await session.ValueAsync(session.Market.CandlesAsync(session.Instrument, timeframe, None));

        candles.Count.Should().BeGreaterThan(5);
        candles[^1].OpenSeconds.Should().Be(timeframe.OpenOf(now) - timeframe.Seconds, "the next one still runs");
        candles.Zip(candles.Skip(1), (one, next) => next.OpenSeconds - one.OpenSeconds)
            .Should().OnlyContain(step => step == timeframe.Seconds);
        candles.Should().OnlyContain(candle => candle.IsFinite && candle.Low > 0 && candle.Low <= candle.High);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_candle_of_an_unusual_length_is_what_the_minutes_in_it_make(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var minutes = await session.ValueAsync(session.Market.CandlesAsync(session.Instrument, new Timeframe(1), None));

        var threes = await session.ValueAsync(session.Market.CandlesAsync(session.Instrument, new Timeframe(3), None));

        threes.Should().HaveCountGreaterThan(5);
        foreach (var candle in threes)
        {
            var parts = minutes.Where(one => one.OpenSeconds / 180 == candle.OpenSeconds / 180).ToList();
            parts.Should().HaveCount(3, "neither end is a part of a candle");
            (candle.Open, candle.High, candle.Low, candle.Close, candle.TradeCount).Should().Be((
                parts[0].Open, parts.Max(one => one.High), parts.Min(one => one.Low), parts[2].Close,
                parts.Sum(one => one.TradeCount)));
        }
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_candle_is_what_the_tape_of_its_minute_makes(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var candles = await session.ValueAsync(session.Market.CandlesAsync(session.Instrument, new Timeframe(1), None));
        var last = candles[^1];

        var tape = await session.ValueAsync(session.Market.TradesAsync(session.Instrument, last.OpenTime, None));
        var minute = tape.Trades.Where(trade => trade.Time < last.OpenTime.AddMinutes(1)).ToList();

        (minute[0].Price, minute.Max(trade => trade.Price), minute.Min(trade => trade.Price), minute[^1].Price)
            .Should().Be((last.Open, last.High, last.Low, last.Close));
        minute.Should().HaveCount(last.TradeCount);
        minute.Sum(trade => trade.Volume).Should().BeApproximately(last.Volume, 1e-7);
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task The_tape_from_an_instant_on_is_that_of_the_exchange_to_its_last_trade(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var real = session.Offline.Tape;
        var from = real[^1500].Time; // more than a page of any venue that is known

        var part = await session.ValueAsync(session.Market.TradesAsync(session.Instrument, from, None));

        part.IsToEnd.Should().BeTrue();
        var wanted = part.Trades.Where(trade => trade.Time >= from).ToList();
        wanted.Select(trade => trade.Id).Should().Equal(
            session.Offline.Tape.Where(trade => trade.Time >= from).Select(trade => trade.Id));
        part.Trades.Zip(part.Trades.Skip(1), (one, next) => next.Id - one.Id).Should().OnlyContain(step => step == 1);
        var first = real.First(trade => trade.Id == wanted[0].Id);
        wanted[0].Should().Be(first with { Time = wanted[0].Time });
        wanted[0].Time.Should().BeCloseTo(first.Time, TimeSpan.FromMilliseconds(1));
    }

    /// <summary>A venue without <see cref="ExchangeCapabilities.HasTape"/> gives none.</summary>
    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task The_whole_tape_comes_page_by_page_with_every_trade_in_order_and_every_digit(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);
        var (trades, next, isToEnd) = (new Dictionary<long, PrintedTrade>(), (string?)null, false);
        var real = session.Offline.Tape;
        var from = real[^1500].Time;
        while (session.Exchange.Capabilities.HasTape && !isToEnd)
        {
            var page = await session.ValueAsync(session.Market.TapeAsync(session.Instrument, from, next, None));
            page.Trades.Should().BeInAscendingOrder(trade => trade.Time);
            foreach (var trade in page.Trades)
                trades[trade.Id] = trade;
            (next, isToEnd) = (page.Next, page.IsToEnd);
        }

        if (session.Exchange.Capabilities.HasTape)
        {
            trades.Values.Select(trade => new Trade(
                trade.Id, trade.Time, (double)trade.Price, (double)trade.Volume, trade.Taker))
                .Should().Equal(session.Offline.Tape.Where(
                    trade => trade.Time >= from && trade.Id <= trades.Keys.Max())).And.HaveCountGreaterThan(1499);
        }
        else
        {
            (await session.AskAsync(session.Market.TapeAsync(session.Instrument, from, next: null, None)))
                .Should().BeOfType<Answer<TapePage>.NotSent>();
        }
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task The_newest_trades_end_with_the_last_one(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);

        var part = await session.ValueAsync(session.Market.NewestTradesAsync(session.Instrument, None));

        part.Trades.Should().NotBeEmpty();
        part.Trades[^1].Id.Should().Be(session.Offline.Tape[^1].Id);
        part.Trades.Select(trade => trade.Id).Should().BeInAscendingOrder().And.OnlyHaveUniqueItems();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_ticker_agrees_with_the_book_and_with_the_tape(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);

        var ticker = await session.ValueAsync(session.Market.TickerAsync(session.Instrument, None));
        var book = await session.ValueAsync(session.Market.BookAsync(session.Instrument, None));

        ticker.Bid.Should().BePositive().And.BeLessThan(ticker.Ask);
        (ticker.Bid, ticker.Ask).Should().Be(((double)book.Bids[0].Price, (double)book.Asks[0].Price));
        ticker.Last.Should().Be(session.Offline.Tape[^1].Price);
        ticker.Volume.Should().BePositive();
    }

    [Theory]
    [MemberData(nameof(VenuesUnderTest.Names), MemberType = typeof(VenuesUnderTest))]
    public async Task A_book_has_its_best_prices_first_and_is_not_crossed(string venue)
    {
        await using var session = await ExchangeSession.StartAsync(venue);

        var book = await session.ValueAsync(session.Market.BookAsync(session.Instrument, None));

        BookShape.Check(book);
    }

    public static TheoryData<string, int> Periods => VenuesUnderTest.Each(1, 2, 45, 60);
}
