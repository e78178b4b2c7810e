using Microsoft.Extensions.Logging;
using TradingBot.Core.Engine;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Bots.Operators;

/// <summary>
/// What a person asks of a running bot, by files beside its database: <c>NAME.halt</c> is a kill switch that stops new
/// trades while it is there and until somebody resumes, <c>NAME.request</c> has a word in it and is taken once; and
/// <see cref="BudgetRequests"/>.
/// </summary>
/// <param name="database">The bot's database.</param>
/// <param name="log">Says what was asked.</param>
internal sealed partial class OperatorRequests(string database, ILogger<OperatorRequests> log)
{
    /// <summary>What <c>NAME.request</c> may say.</summary>
    public const string Halt = "halt";
    public const string Resume = "resume";
    public const string Flatten = "flatten";
    public const string Stop = "stop";
    public const string FlattenAndStop = "flatten-and-stop";

    private readonly string _request = RequestOf(database);
    private readonly string _halt = HaltOf(database);
    private readonly ILogger<OperatorRequests> _log = log;
    private volatile bool _isHaltSignalled;
    private bool _isHalted;

    /// <summary>Deposits and withdrawals.</summary>
    public BudgetRequests Budgets { get; } = new(database, log);

    /// <summary>The kill switch of a bot, from its database's path.</summary>
    public static string HaltOf(string database) => Path.ChangeExtension(database, ".halt");

    /// <summary>Where a request to a bot is put.</summary>
    public static string RequestOf(string database) => Path.ChangeExtension(database, ".request");

    /// <summary>The signal of the kill switch has come.</summary>
    public void HaltNow() => _isHaltSignalled = true;

    /// <summary>A request that an earlier process did not live to take must not be done by this one.</summary>
    public void ForgetOld()
    {
        if (!File.Exists(_request))
            return;
        Forgotten(_request);
        File.Delete(_request);
    }

    /// <summary>What is asked for however old it is: the kill switch, deposits and withdrawals.</summary>
    public void TakeStanding(EngineQueue events, DateTime exchangeTime)
    {
        TakeHalt(events, exchangeTime);
        Budgets.Take(events, exchangeTime);
    }

    private void TakeHalt(EngineQueue events, DateTime exchangeTime)
    {
        var isSwitched = File.Exists(_halt);
        if ((isSwitched && !_isHalted) || _isHaltSignalled)
        {
            Asked(_isHaltSignalled ? "a signal" : _halt, Halt);
            events.Write(new EngineEvent.OperatorAsked(exchangeTime, OperatorCommand.Halt));
            _isHaltSignalled = false;
        }

        _isHalted = isSwitched;
    }

    /// <summary>Looks for what is asked, and puts it into the queue.</summary>
    /// <returns>The word of a request that concerns the session and not the trader, or null.</returns>
    public string? Take(EngineQueue events, DateTime exchangeTime)
    {
        TakeStanding(events, exchangeTime);
        if (!File.Exists(_request))
            return null;
        var word = File.ReadAllText(_request).Trim();
        File.Delete(_request);
        Asked(_request, word);
        if (word == Resume && _isHalted)
            StillHalted(_halt);
        if (WishOf(word) is { } wish)
            events.Write(new EngineEvent.OperatorAsked(exchangeTime, wish));
        return word is Stop or FlattenAndStop ? word : null;
    }

    private OperatorCommand? WishOf(string word) => word switch
    {
        Halt => OperatorCommand.Halt,
        Resume when _isHalted => null, // the switch is still there
        Resume => OperatorCommand.Resume,
        Flatten or FlattenAndStop => OperatorCommand.Flatten,
        _ => null,
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Source} asks: {Word}")]
    private partial void Asked(string source, string word);

    [LoggerMessage(Level = LogLevel.Warning, Message = "No new trades while {File} exists: delete it, then resume")]
    private partial void StillHalted(string file);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} was meant for an earlier process and is ignored")]
    private partial void Forgotten(string file);
}
