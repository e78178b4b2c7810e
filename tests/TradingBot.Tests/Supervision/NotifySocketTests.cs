using TradingBot.Supervision;

namespace TradingBot.Tests.Supervision;

public sealed class NotifySocketTests
{
    [LinuxFact]
    public void A_message_is_one_datagram_of_lines_at_a_path_as_in_the_abstract_name_space()
    {
        using var here = new TemporaryDirectory();
        using var atPath = new SupervisorSocket(here["notify"]);
        using var nameless = new SupervisorSocket();

        foreach (var supervisor in new[] { atPath, nameless })
        {
            using var socket = NotifySocket.Open(name => name == "NOTIFY_SOCKET" ? supervisor.Address : null)!;
            socket.Send("STOPPING=1", "STATUS=Stopping").Should().BeTrue();
            supervisor.Next().Should().Be("STOPPING=1\nSTATUS=Stopping");
        }
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("@")]
    [InlineData("vsock:2:9999")]
    public void Nobody_is_told_where_nobody_listens_in_a_way_that_is_known(string? address) =>
        NotifySocket.Open(_ => address).Should().BeNull();

    [LinuxFact]
    public void A_supervisor_that_does_not_read_delays_nothing()
    {
        using var supervisor = new SupervisorSocket();
        using var socket = NotifySocket.Open(_ => supervisor.Address)!;
        var sent = 0;

        while (socket.Send("WATCHDOG=1"))
            sent++; // until the kernel's queue is full; a send that waited would never end

        sent.Should().BePositive();
        supervisor.All().Should().HaveCount(sent).And.OnlyContain(datagram => datagram == "WATCHDOG=1");
        socket.Send("WATCHDOG=1").Should().BeTrue("there is room again");
    }

    [LinuxFact]
    public void A_supervisor_that_is_gone_is_no_failure()
    {
        var supervisor = new SupervisorSocket();
        using var socket = NotifySocket.Open(_ => supervisor.Address)!;
        supervisor.Dispose();

        socket.Send("READY=1").Should().BeFalse();
    }

    [Theory]
    [InlineData("30000000", null, 30)]
    [InlineData("30000000", "42", 30)]
    [InlineData("30000000", "41", null)] // another process's
    [InlineData("0", null, null)]
    [InlineData("-1", null, null)]
    [InlineData("soon", null, null)]
    [InlineData(null, null, null)]
    public void The_limit_of_silence_is_the_one_set_for_this_process(string? microseconds, string? process, int? seconds)
    {
        var limit = WatchdogInterval.Read(name => name == "WATCHDOG_USEC" ? microseconds : process, process: 42);

        limit.Should().Be(seconds is { } known ? TimeSpan.FromSeconds(known) : null);
    }
}
