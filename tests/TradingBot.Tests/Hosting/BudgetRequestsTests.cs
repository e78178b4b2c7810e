using Microsoft.Extensions.Logging;
using TradingBot.Bots.Operators;
using TradingBot.Core.Engine;
using TradingBot.Exchanges.Feeds;
using TradingBot.Tests.Bots.Followers;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Hosting;

/// <summary>Deposits and withdrawals are files: none may be lost, whenever a process dies.</summary>
public sealed class BudgetRequestsTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private static readonly Guid Id = new("00000000-0000-4000-8000-000000000001");

    private readonly TemporaryDirectory _here = new();
    private readonly CapturedLog _log = new();
    private readonly EngineQueue _queue = new();

    [Fact]
    public void A_request_is_told_once_and_stays_until_it_is_stored()
    {
        var requests = Requests();
        File.WriteAllText(BudgetRequests.PathOf(_here["bot.db"], Id), BudgetRequests.TextOf(-12.50m));

        requests.Take(_queue, Now);
        requests.Take(_queue, Now);

        var told = Told().Should().ContainSingle().Subject;
        told.Should().Be(new EngineEvent.BudgetChanged(Now, Id, -12.50m));
        Directory.GetFiles(_here.Path).Should().ContainSingle();
        var reporter = FollowedTrader.Reporter(FollowedTrader.NewTrader(), requests);
        reporter.Begin();
        reporter.Report(new EngineEvent.BudgetChanged(Now, Guid.NewGuid(), 1), default);
        Directory.GetFiles(_here.Path).Should().ContainSingle("that was another one");
        reporter.Report(told, default);
        Directory.GetFiles(_here.Path).Should().BeEmpty();
    }

    [Fact]
    public void A_process_that_dies_before_it_is_stored_leaves_it_to_the_next()
    {
        File.WriteAllText(BudgetRequests.PathOf(_here["bot.db"], Id), "500");
        Requests().Take(_queue, Now);
        Told();

        Requests().Take(_queue, Now);

        Told().Should().ContainSingle();
    }

    [Theory]
    [InlineData("bot.other.00000000-0000-4000-8000-000000000001.budget")] // the bot's name is bot.other
    [InlineData("bot.budget")]
    [InlineData("bot.1.budget")]
    [InlineData("bots.00000000-0000-4000-8000-000000000001.budget")]
    [InlineData("bot.00000000-0000-4000-8000-000000000001.budget.new")] // being written
    public void Another_files_name_means_nothing(string name)
    {
        File.WriteAllText(_here[name], "500");

        Requests().Take(_queue, Now);

        Told().Should().BeEmpty();
        _log.Text.Should().BeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("much")]
    [InlineData("1,000")]
    [InlineData("1e3")]
    public void A_file_without_an_amount_is_named_once_and_left_alone(string text)
    {
        var requests = Requests();
        File.WriteAllText(BudgetRequests.PathOf(_here["bot.db"], Id), text);

        requests.Take(_queue, Now);
        requests.Take(_queue, Now);

        Told().Should().BeEmpty();
        _log.Text.Split("contains no amount").Should().HaveCount(2);
    }

    public void Dispose()
    {
        _here.Dispose();
        _log.Dispose();
    }

    private BudgetRequests Requests()
    {
        using var logs = LoggerFactory.Create(logging => logging.AddProvider(_log));
        return new BudgetRequests(_here["bot.db"], logs.CreateLogger<BudgetRequests>());
    }

    private List<EngineEvent> Told()
    {
        var told = new List<EngineEvent>();
        while (_queue.Reader.TryRead(out var received))
            told.Add(received.Event);
        return told;
    }
}
