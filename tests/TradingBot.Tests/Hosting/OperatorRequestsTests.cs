using Microsoft.Extensions.Logging.Abstractions;
using TradingBot.Bots.Operators;
using TradingBot.Core.Engine;
using TradingBot.Exchanges.Feeds;

namespace TradingBot.Tests.Hosting;

public sealed class OperatorRequestsTests : IDisposable
{
    private static readonly DateTime Now = new(2026, 11, 20, 12, 0, 0, DateTimeKind.Utc);
    private readonly TemporaryDirectory _here = new();
    private readonly OperatorRequests _requests;
    private readonly EngineQueue _queue = new();

    public OperatorRequestsTests() => _requests = new OperatorRequests(_here["bot.db"], NullLogger<OperatorRequests>.Instance);

    [Theory]
    [InlineData("halt", OperatorCommand.Halt, null)]
    [InlineData("resume", OperatorCommand.Resume, null)]
    [InlineData("flatten", OperatorCommand.Flatten, null)]
    [InlineData("flatten-and-stop", OperatorCommand.Flatten, "flatten-and-stop")]
    [InlineData("stop", null, "stop")]
    [InlineData("dance", null, null)]
    public void A_request_is_taken_once(string word, OperatorCommand? wish, string? session)
    {
        File.WriteAllText(_here["bot.request"], word);

        _requests.Take(_queue, Now).Should().Be(session);

        Wishes().Should().Equal(wish is { } asked ? [asked] : []);
        File.Exists(_here["bot.request"]).Should().BeFalse();
        _requests.Take(_queue, Now).Should().BeNull();
        Wishes().Should().BeEmpty();
    }

    [Fact]
    public void The_kill_switch_halts_once_and_no_request_resumes_while_it_is_there()
    {
        File.WriteAllText(_here["bot.halt"], "");
        _requests.Take(_queue, Now);
        _requests.Take(_queue, Now);
        Wishes().Should().Equal(OperatorCommand.Halt);

        File.WriteAllText(_here["bot.request"], "resume");
        _requests.Take(_queue, Now);
        Wishes().Should().BeEmpty();

        File.Delete(_here["bot.halt"]);
        File.WriteAllText(_here["bot.request"], "resume");
        _requests.Take(_queue, Now);
        Wishes().Should().Equal(OperatorCommand.Resume);
    }

    [Fact]
    public void A_signal_halts()
    {
        _requests.HaltNow();
        _requests.Take(_queue, Now);
        _requests.Take(_queue, Now);

        Wishes().Should().Equal(OperatorCommand.Halt);
    }

    [Fact]
    public void What_was_asked_of_an_earlier_process_is_not_done_by_the_next()
    {
        File.WriteAllText(_here["bot.request"], "flatten-and-stop");

        _requests.ForgetOld();

        _requests.Take(_queue, Now).Should().BeNull();
        Wishes().Should().BeEmpty();
    }

    public void Dispose() => _here.Dispose();

    private List<OperatorCommand> Wishes()
    {
        var wishes = new List<OperatorCommand>();
        while (_queue.Reader.TryRead(out var received))
            wishes.Add(((EngineEvent.OperatorAsked)received.Event).Wish);
        return wishes;
    }
}
