using TradingBot.Exchanges.Contract;
using TradingBot.Supervision;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Supervision;

public sealed class SupervisedFleetTests : IDisposable
{
    private readonly SupervisorSocket _supervisor = new();
    private readonly NotifySocket _socket;
    private readonly SupervisedFleet _fleet;

    public SupervisedFleetTests()
    {
        _socket = NotifySocket.Open(_ => _supervisor.Address)!;
        _fleet = new SupervisedFleet(_socket, new StartProgress(_socket), ["a", "b", "c"]);
    }

    [LinuxFact]
    public void The_process_is_ready_when_each_bot_has_begun_or_ended()
    {
        _fleet.Of("a").IsReady();
        _fleet.Of("b").IsReady();
        _supervisor.All().Should().BeEmpty();

        _fleet.Ended("c");

        _supervisor.All().Should().Equal("READY=1", "STATUS=2 of 3 bots run; c has ended");
    }

    [LinuxFact]
    public void The_watchdog_is_fed_while_the_loops_of_all_that_have_not_ended_take_events()
    {
        foreach (var bot in new[] { "a", "b", "c" })
            _fleet.Of(bot).IsReady();
        _supervisor.All();

        _fleet.Of("a").Feed();
        _fleet.Of("a").Feed();
        _fleet.Of("b").Feed();
        _supervisor.All().Should().BeEmpty("the loop of c may hang");
        _fleet.Of("c").Feed();
        _supervisor.All().Should().Equal("WATCHDOG=1");

        _fleet.Ended("c");
        _fleet.Of("a").Feed();
        _fleet.Of("b").Feed();
        _supervisor.All()[1..].Should().Equal("WATCHDOG=1");
    }

    [LinuxFact]
    public void A_status_says_how_many_run_and_which_of_them_it_is_about()
    {
        _fleet.Of("b").Show("Trading").Should().BeTrue();

        _supervisor.Next().Should().Be("STATUS=3 of 3 bots run; b: Trading");
    }

    [LinuxFact]
    public async Task What_an_exchange_answers_during_the_start_prolongs_it()
    {
        using var supervisor = new Supervisor(
            name => name == NotifySocket.Variable ? _supervisor.Address : null, bots: []);
        var environment = supervisor.ListenTo(new ExchangeEnvironment(TimeProvider.System)
        {
            Http = () => new ScriptedHandler(ScriptedHandler.Result("1")),
            Connect = _ => throw new NotSupportedException(),
        });
        using var http = new HttpClient(environment.Http());

        await http.GetAsync(new Uri("http://exchange/time"));

        _supervisor.Next().Should().Be("EXTEND_TIMEOUT_USEC=60000000");
    }

    public void Dispose()
    {
        _socket.Dispose();
        _supervisor.Dispose();
    }
}
