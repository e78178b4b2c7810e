using TradingBot.Bots.Operators;
using TradingBot.Core.Orders;
using TradingBot.Input;
using TradingBot.Worlds.Exchange;
using TradingBot.Worlds.Machine;

namespace TradingBot.Worlds;

/// <summary>
/// A world made from a seed: minutes in which the line, the exchange and the machine do what they may do at their worst;
/// then peace, and the exchange's record is held against the bot's.
/// </summary>
internal sealed class World
{
    private static readonly TimeSpan LongestPeace = TimeSpan.FromMinutes(20);
    private static readonly TimeSpan Again = TimeSpan.FromMinutes(1);

    /// <summary>In one world of three; so short that events are deleted between the kills.</summary>
    private static readonly TimeSpan ShortKeep = TimeSpan.FromSeconds(40);

    private readonly string _directory;
    private readonly Random _random;
    private readonly WorldTime _time = new();
    private readonly KrakenModel _kraken;
    private readonly Bot _bot;
    private readonly Trace _trace;
    private readonly List<string> _failures = [];
    private readonly MachineChaos _machine;
    private readonly TimeSpan _active;
    private readonly bool _endsFlat;
    private bool _isPeaceful;
    private bool _isOver;
    private bool _isAwaited;
    private bool _isAway;
    private bool _isToBeFlat;
    private TimeSpan _peace;

    public World(int seed, OrderStyle style, int bots, string directory, Action<string>? show = null)
    {
        _directory = directory;
        _random = new Random(seed);
        _trace = new Trace(show);
        var chaos = new Chaos(_random, Census);
        _active = TimeSpan.FromSeconds(_random.Next(30) == 0 ? 600 : 90 + _random.Next(120));
        _endsFlat = _random.Next(3) > 0;
        var habits = new ExchangeHabits(
            HidesBeyondTheLimit: _random.Next(50) == 0,
            ChargesBase: _random.Next(50) == 0,
            RefusesAccountSocket: _random.Next(6) == 0,
            HasBareSnapshots: _random.Next(2) == 0,
            IgnoresFilters: _random.Next(4) == 0,
            OtherOrders: _random.Next(12) == 0 ? _random.Next(120) : 0);
        _kraken = new KrakenModel(_time, _random, chaos, Census, habits, _trace);
        var disk = new Disk(directory, new Random(_random.Next()), Census);
        DiskVfs.Use(disk);
        _bot = new Bot(_kraken, _random, new WorldLogs(_time, _trace, Census), disk, directory, style, bots)
        {
            HasDeadMansSwitch = _random.Next(2) == 0,
            KeepEvents = seed % 3 == 0 ? ShortKeep : null,
        };
        _machine = new MachineChaos(_bot, disk, _time, _random, Census) { Fail = Fail };
    }

    /// <summary>What has happened, and how often.</summary>
    public Census Census { get; } = new();

    /// <summary>Of all that passed between the process and the exchange.</summary>
    public ulong Hash => _trace.Hash;

    /// <summary>Lets it all happen.</summary>
    /// <returns>What does not agree at the end; empty when all is well.</returns>
    public IReadOnlyList<string> Run()
    {
        _kraken.Account.Move(Account.QuoteAsset, 60_000.1234m, "deposit", _time.Utc);
        _kraken.Account.Move(Account.BaseAsset, 0.5m, "deposit", _time.Utc);
        for (var i = 0; i < _kraken.Habits.OtherOrders; i++)
            _kraken.Matching.PlaceForeign(i % 2 == 0, 0.001m, clientId: null);
        MoveMarket();
        for (var at = 0; at < _active.TotalSeconds; at += 60)
            _time.After(at + _random.Next(60), DisturbExchange);
        _machine.Begin(_active);
        _peace = _active;
        _time.After(_active, MakePeaceInTime);
        Start();
        new SingleThread(Turn, Pass).Run();
        if (_failures.Count == 0)
            _failures.AddRange(WorldChecks.Of(_kraken, _bot, _isToBeFlat));
        return _failures;
    }

    /// <summary>Between any two steps of the program.</summary>
    private bool Turn()
    {
        if (!_bot.IsRunning && _isAwaited)
        {
            _isAwaited = false;
            Ended();
        }
        else
        {
            _machine.Turn();
        }

        return !_isOver;
    }

    /// <summary>Nothing is left to do at this instant.</summary>
    private bool Pass()
    {
        if (_isAwaited && _bot.Process.IsDead)
            Fail("a process that was killed goes on waiting");
        else if (!_time.RunNext(TimeSpan.MaxValue))
            Fail("nothing is left to happen");
        return !_isOver;
    }

    private void Start()
    {
        _isAwaited = true;
        Census.Count("processes");
        _machine.Start();
    }

    private void Ended()
    {
        var refused = _bot.Process.IsDead ? null : _bot.Failure as UserError;
        var absence = _machine.Ended(refused?.Message);
        if (_bot.Process.IsDead)
        {
            Census.Count("processes killed");
        }
        else if (refused is not null)
        {
            // Where its files are differs from run to run.
            _trace.Add(_time.Now, "ENDED", refused.Message.Replace(_directory, "", StringComparison.Ordinal));
            Census.Count("sessions refused or ended with an error");
        }
        else if (_bot.Failure is { } bug)
        {
            Fail($"crash: {bug}");
        }
        else if (_isPeaceful && _bot.Databases.All(File.Exists)
            && !_bot.Databases.Any(WorldChecks.IsAnythingUnsettled) && !_machine.IsAskedInVain)
        {
            _isOver = true;
            return;
        }

        if (absence is { } away)
            StayAway(away);
        else
            _time.After(_isPeaceful ? 1 : 1 + _random.Next(40), Start);
    }

    /// <summary>The bot is down for longer than a supervisor's pause; what else there is goes on afterwards.</summary>
    private void StayAway(TimeSpan away)
    {
        _trace.Add(_time.Now, "AWAY", away.ToString());
        _isAway = true;
        _peace += away + Again;
        _time.After(away, () =>
        {
            _isAway = false;
            _machine.Begin(Again);
            Start();
        });
    }

    private void MoveMarket()
    {
        var print = _kraken.Market.Trade(_random, _time.Utc);
        _kraken.Sockets.Tell(print);
        _kraken.Matching.Moved();
        // Days in which nobody looks on need no more prints than minutes do.
        _time.After((2 + _random.NextDouble() * 10) * (_isAway ? 200 : 1), MoveMarket);
    }

    private void DisturbExchange()
    {
        switch (_random.Next(12))
        {
            case 0 or 1:
                _kraken.Turn(_random.Next(3) switch { 0 => "cancel_only", 1 => "post_only", _ => "maintenance" });
                _time.After(10 + _random.Next(60), () => _kraken.Turn("online"));
                break;
            case 2:
                _kraken.Sockets.ForgetTokens();
                break;
            case 3:
                Census.Count("money moved by others");
                _kraken.Account.Move(Account.QuoteAsset, _random.Next(-1000, 1000) + 0.1234m, "deposit", _time.Utc);
                break;
            case 4:
                Census.Count("money moved by others");
                _kraken.Account.Move(Account.BaseAsset, -0.01m, "withdrawal", _time.Utc);
                break;
            case 5:
                _kraken.Matching.PlaceForeign(_random.Next(2) == 0, 0.00123456m, _random.Next(2) == 0 ? null : "a person's");
                break;
        }
    }

    private void MakePeaceInTime()
    {
        if (_time.Now < _peace)
            _time.After(_peace - _time.Now, MakePeaceInTime);
        else
            MakePeace();
    }

    private void MakePeace()
    {
        _time.After(LongestPeace, () => Fail("it does not come to rest"));
        _isPeaceful = true;
        _kraken.Chaos.IsOn = false;
        _machine.MakePeace();
        _kraken.Turn("online");
        _trace.Add(_time.Now, "PEACE", "");
        if (_kraken.Habits.HidesBeyondTheLimit)
            LetItAudit();
        else
            AskForTheEnd();
    }

    /// <summary>What only the account's ledger can tell, the bot has to find by itself, and is given the time for it.</summary>
    private void LetItAudit()
    {
        if (_bot.HasBegun)
            _machine.Ask(OperatorRequests.Halt);
        _time.After(_bot.HasBegun ? 500 : 3, _bot.HasBegun ? AskForTheEnd : LetItAudit);
    }

    /// <summary>By the operator's file, as a person would; whichever process is there to read it.</summary>
    private void AskForTheEnd()
    {
        if (_isOver)
            return;
        if (_bot.HasBegun && _endsFlat)
        {
            _isToBeFlat = true;
            _machine.Ask(OperatorRequests.FlattenAndStop);
        }
        else if (_bot.HasBegun)
            HaltThenStop();
        _time.After(_bot.HasBegun ? 140 : 3, AskForTheEnd);
    }

    private void HaltThenStop()
    {
        _machine.Ask(OperatorRequests.Halt);
        _time.After(100, () => _machine.Ask(OperatorRequests.Stop));
    }

    private void Fail(string what)
    {
        _failures.Add(what);
        _isOver = true;
    }
}
