using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Core.Market;
using TradingBot.Core.Orders;
using TradingBot.Exchanges.Connections;
using TradingBot.Exchanges.Contract;
using TradingBot.Exchanges.Contract.Accounts;
using TradingBot.Exchanges.Contract.Answers;
using TradingBot.Tests.Simulators;

namespace TradingBot.Tests.Exchanges;

/// <summary>
/// A client on an offline exchange, over HTTP and sockets on loopback, on a clock that stands still but while a test
/// waits. It hurries while nothing is under way, and creeps while an answer or a message may be.
/// </summary>
internal sealed class ExchangeSession : IAsyncDisposable
{
    private static readonly TimeSpan Creep = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan Hurry = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3); // of the exchange; ends a test that hangs

    private readonly TemporaryDirectory _here = TemporaryDirectory.InMemory();
    private readonly CancellationTokenSource _stop = new();
    private readonly List<Task> _running = [];
    private readonly string _tier;
    private int _underWay;

    private ExchangeSession(IVenueUnderTest row, IOfflineExchange offline, ManualTime time, string tier)
    {
        (Row, Offline, Time, _tier) = (row, offline, time, tier);
        Exchange = Connect(time);
    }

    public IVenueUnderTest Row { get; }

    public IOfflineExchange Offline { get; }

    public ManualTime Time { get; }

    public IExchange Exchange { get; }

    public IMarketData Market => Exchange.Market;

    public IAccount Account => Exchange.Account!;

    /// <summary>True while there is a connection that tells of the account.</summary>
    public bool IsListening => Account.Connection is { IsConnected: true };

    /// <summary>The pair, looked up.</summary>
    public Instrument Instrument { get; private set; } = null!;

    /// <summary>What a listener has heard; empty where nobody listens.</summary>
    public HeardReports Heard { get; } = new();

    /// <param name="venue">Its name.</param>
    /// <param name="listens">Whether somebody listens to the account.</param>
    /// <param name="tier">Class of the account; null: the venue's highest.</param>
    public static async Task<ExchangeSession> StartAsync(string venue, bool listens = false, string? tier = null)
    {
        var row = VenuesUnderTest.Find(venue);
        tier ??= row.Venue.AccountTiers[^1];
        var time = new ManualTime(new DateTimeOffset(2026, 11, 20, 7, 0, 10, TimeSpan.Zero));
        var session = new ExchangeSession(row, await row.StartAsync(time, tier), time, tier);
        var listed = await session.ValueAsync(
            session.Market.FindAsync(session.Offline.PairNames[0], CancellationToken.None));
        session.Instrument = listed!.Instrument;
        if (listens)
            await session.ListenAsync();
        return session;
    }

    /// <summary>Another client with the same key and the same state.</summary>
    public IExchange Connect(TimeProvider time) => Row.Venue.Connect(
        new ExchangeOptions { At = Offline.Address, StateDirectory = _here.Path, AccountTier = _tier },
        Offline.Key,
        RealNetwork.With(time) with { Http = () => new Counting(this), Chance = () => 0.5 },
        NullLoggerFactory.Instance);

    /// <summary>Runs a connection until the session ends.</summary>
    public void Run(Func<CancellationToken, Task> run) => _running.Add(run(_stop.Token));

    /// <summary>The answer of a call, with the time it needs.</summary>
    public async Task<T> AskAsync<T>(Task<T> call)
    {
        await UntilAsync(() => call.IsCompleted);
        return await call;
    }

    /// <summary>What a call that must succeed brings.</summary>
    public async Task<T> ValueAsync<T>(Task<Answer<T>> call)
    {
        var answer = await AskAsync(call);
        return answer.Should().BeOfType<Answer<T>.Success>(AnswerText.Of(answer)).Subject.Value;
    }

    /// <summary>Lets time pass until something has come about.</summary>
    public async Task UntilAsync(Func<bool> isSo)
    {
        var end = Time.GetUtcNow() + Patience;
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(1)); // says only how long the test takes
        while (!isSo())
        {
            (Time.GetUtcNow() < end).Should().BeTrue("what a test waits for comes within minutes");
            await pace.WaitForNextTickAsync();
            if (!isSo())
                Time.Advance(_running.Count > 0 || Volatile.Read(ref _underWay) > 0 ? Creep : Hurry);
        }
    }

    /// <summary>So many times the smallest volume that may be ordered at the last price.</summary>
    public decimal Volume(int times = 20)
    {
        var price = Instrument.ExactPrice(Offline.Tape[^1].Price);
        return Instrument.SmallestVolume(price / 1.01m) * times;
    }

    public NewOrder AtMarket(Side side = Side.Buy, int times = 20) => new()
    {
        Instrument = Instrument,
        Side = side,
        Volume = Volume(times),
        ClientOrderId = Guid.NewGuid(),
    };

    /// <summary>A purchase a tenth below the market.</summary>
    public async Task<NewOrder> RestingAsync()
    {
        var ticker = await ValueAsync(Market.TickerAsync(Instrument, CancellationToken.None));
        var price = Instrument.RoundInFavour(Side.Buy, Instrument.ExactPrice(ticker.Bid) * 0.9m);
        return AtMarket() with { LimitPrice = price };
    }

    public Task<Answer<string>> PlaceAsync(NewOrder order) =>
        AskAsync(Account.PlaceAsync(order, CancellationToken.None));

    /// <summary>The exchange's id of an order that must be accepted.</summary>
    public Task<string> AcceptedAsync(NewOrder order) =>
        ValueAsync(Account.PlaceAsync(order, CancellationToken.None));

    public Task<Answer<string>> CancelAsync(NewOrder order, string? id = null) => AskAsync(Account.CancelAsync(
        new OrderReference(Instrument, order.ClientOrderId, id), CancellationToken.None));

    /// <summary>An order where it is looked for, or null.</summary>
    public Task<OrderReport?> FindAsync(NewOrder order, OrderList list, string? id = null) =>
        ValueAsync(Account.FindAsync(
            new OrderCommand.Find(order.ClientOrderId, Look: 1, list, Time.GetUtcNow().UtcDateTime.AddHours(-1), id),
            CancellationToken.None));

    /// <summary>An order by our id, wherever it is; null: the exchange never took it.</summary>
    public async Task<OrderReport?> SettleAsync(NewOrder order) =>
        await FindAsync(order, OrderList.Open) ?? await FindAsync(order, OrderList.Closed);

    public Task<PairBalances> BalancesAsync() =>
        ValueAsync(Account.BalancesAsync(Instrument, CancellationToken.None));

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_running);
        await Exchange.DisposeAsync();
        await Offline.DisposeAsync();
        _stop.Dispose();
        _here.Dispose();
    }

    private async Task ListenAsync()
    {
        Account.Listen(Heard);
        Run(Account.RunAsync);
        await UntilAsync(() => IsListening);
    }

    /// <summary>The real network's, counted.</summary>
    private sealed class Counting(ExchangeSession session) : DelegatingHandler(DirectHandler.Create())
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref session._underWay);
            try
            {
                return await base.SendAsync(request, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref session._underWay);
            }
        }
    }
}

/// <summary>Keeps what it hears of an account. Read by the test's thread, written by the receiving one.</summary>
internal sealed class HeardReports : IAccountListener
{
    private readonly Lock _guard = new();
    private readonly List<(Guid Id, OrderReport Report)> _all = [];
    private readonly List<ExchangeMode> _modes = [];

    public void Reported(Guid clientOrderId, OrderReport report)
    {
        lock (_guard)
            _all.Add((clientOrderId, report));
    }

    public void ModeChanged(ExchangeMode mode)
    {
        lock (_guard)
            _modes.Add(mode);
    }

    /// <summary>Every change, oldest first.</summary>
    public IReadOnlyList<ExchangeMode> Modes
    {
        get
        {
            lock (_guard)
                return [.. _modes];
        }
    }

    /// <summary>Of one order, oldest first.</summary>
    public IReadOnlyList<OrderReport> Of(NewOrder order)
    {
        lock (_guard)
            return [.. _all.Where(heard => heard.Id == order.ClientOrderId).Select(heard => heard.Report)];
    }
}
