using System.Net;
using System.Net.Sockets;
using TradingBot.Telemetry.DogStatsd;
using TradingBot.Tests.Kraken;

namespace TradingBot.Tests.Telemetry;

public sealed class DogStatsdClientTests
{
    private static readonly DogStatsdFormat Format = new(["bot_name:b"]);

    private static readonly IPAddress Another = IPAddress.Parse("127.0.0.2");

    [Fact]
    public async Task Lines_share_a_datagram_until_it_is_full()
    {
        using var receiver = StatsdReceiver.OnUdp();
        await using (var client = Client(DogStatsdTarget.Udp("127.0.0.1", receiver.Port)))
        {
            for (var i = 0; i < 200; i++)
                client.Gauge("a.name.of.some.length", i);
        }

        var datagrams = receiver.Arrived();
        datagrams.SelectMany(datagram => datagram.Split('\n')).Should()
            .Equal(Enumerable.Range(0, 200).Select(i => $"a.name.of.some.length:{i}|g|#bot_name:b"));
        datagrams.Should().OnlyContain(datagram => datagram.Length <= 1432);
        datagrams.SkipLast(1).Should().OnlyContain(datagram => datagram.Length > 1432 - 50, "each is as full as it can be");
    }

    [Fact]
    public async Task A_unix_socket_takes_larger_ones()
    {
        using var here = new TemporaryDirectory();
        var path = Path.Combine(here.Path, "dsd.socket");
        using var receiver = StatsdReceiver.OnUnix(path);
        await using (var client = Client(DogStatsdTarget.Unix(path)))
        {
            for (var i = 0; i < 200; i++)
                client.Gauge("a.name.of.some.length", i);
        }

        var datagrams = receiver.Arrived();
        datagrams.Should().HaveCount(1).And.OnlyContain(datagram => datagram.Length > 1432 && datagram.Length <= 8192);
    }

    [Fact]
    public async Task What_is_sampled_says_so_and_the_rest_is_not_sent()
    {
        using var receiver = StatsdReceiver.OnUdp();
        var chances = new Queue<double>([0.49, 0.5, 0.99, 0]);
        await using (var client = new DogStatsdClient(
            DogStatsdTarget.Udp("127.0.0.1", receiver.Port), Format, TimeProvider.System, chances.Dequeue))
        {
            for (var i = 0; i < 4; i++)
                client.Histogram("h", i, 0.5);
        }

        receiver.Arrived().Should().Equal("h:0|h|@0.5|#bot_name:b\nh:3|h|@0.5|#bot_name:b");
    }

    [Fact]
    public async Task What_is_no_number_is_not_sent()
    {
        using var receiver = StatsdReceiver.OnUdp();
        await using (var client = Client(DogStatsdTarget.Udp("127.0.0.1", receiver.Port)))
        {
            client.Gauge("a", double.NaN);
            client.Gauge("a", double.PositiveInfinity);
        }

        receiver.Arrived().Should().BeEmpty();
    }

    [Fact]
    public async Task A_receiver_that_does_not_read_costs_its_datagrams_and_nobody_waits()
    {
        using var here = new TemporaryDirectory();
        var path = Path.Combine(here.Path, "dsd.socket");
        using var receiver = StatsdReceiver.OnUnix(path);
        var client = Client(DogStatsdTarget.Unix(path));
        for (var i = 0; i < 5000; i++)
        {
            client.Gauge("a", i);
            client.Flush();
        }

        await client.DisposeAsync();

        var counters = client.Counters;
        counters.PacketsDroppedByWriter.Should().BePositive("a unix socket holds a few hundred datagrams at most");
        (counters.PacketsSent + counters.PacketsDroppedByWriter + counters.PacketsDroppedByQueue).Should().Be(5000);
        receiver.Arrived().Should().HaveCount((int)counters.PacketsSent, "what is counted as sent has arrived");
    }

    [Fact]
    public async Task A_receiver_that_comes_back_gets_what_is_sent_from_then_on()
    {
        using var here = new TemporaryDirectory();
        var path = Path.Combine(here.Path, "dsd.socket");
        var time = new ManualTime();
        await using var client = new DogStatsdClient(DogStatsdTarget.Unix(path), Format, time, () => 0);
        await SendAsync(client, "before", counters => counters.PacketsDroppedByWriter == 1);

        using var receiver = StatsdReceiver.OnUnix(path);
        await SendAsync(client, "too.soon", counters => counters.PacketsDroppedByWriter == 2);
        time.Advance(TimeSpan.FromSeconds(10));
        await SendAsync(client, "after", counters => counters.PacketsSent == 1);

        receiver.Arrived().Should().Equal("after:1|g|#bot_name:b");
    }

    [Fact]
    public async Task A_port_where_nobody_listens_loses_what_is_sent_to_it_and_counts_what_is_refused()
    {
        int port;
        using (var receiver = StatsdReceiver.OnUdp())
            port = receiver.Port;
        await using var client = Client(DogStatsdTarget.Udp("127.0.0.1", port));

        await SendAsync(client, "first", counters => counters.PacketsSent == 1);
        await SendAsync(client, "second", counters => counters.PacketsDroppedByWriter == 1);

        client.Counters.PacketsDroppedByQueue.Should().Be(0);
    }

    [Fact]
    public async Task A_host_that_is_not_found_is_looked_for_again_after_a_pause()
    {
        var time = new ManualTime();
        var asked = 0;
        await using var client = new DogStatsdClient(
            DogStatsdTarget.Udp("no-such-host.invalid", 8125),
            Format,
            time,
            () => 0,
            (_, _) => Interlocked.Increment(ref asked) > 0 ? throw new SocketException((int)SocketError.HostNotFound) : null!);

        await SendAsync(client, "a", counters => counters.PacketsDroppedByWriter == 1);
        await SendAsync(client, "b", counters => counters.PacketsDroppedByWriter == 2);
        asked.Should().Be(1);
        time.Advance(TimeSpan.FromSeconds(10));
        await SendAsync(client, "c", counters => counters.PacketsDroppedByWriter == 3);
        asked.Should().Be(2);
    }

    [Fact]
    public async Task A_host_that_has_moved_is_followed_and_one_whose_name_is_not_to_be_had_stays()
    {
        using var old = StatsdReceiver.OnUdp();
        using var moved = StatsdReceiver.BesideUdp(old, Another);
        var time = new ManualTime();
        var address = IPAddress.Loopback;
        await using var client = new DogStatsdClient(
            DogStatsdTarget.Udp("agent.invalid", old.Port), Format, time, () => 0, (_, _) => address is { } known
                ? Task.FromResult(new[] { known })
                : throw new SocketException((int)SocketError.TryAgain));

        await SendAsync(client, "first", counters => counters.PacketsSent == 1);
        address = null;
        time.Advance(TimeSpan.FromMinutes(5));
        await SendAsync(client, "second", counters => counters.PacketsSent == 2);
        address = Another;
        await SendAsync(client, "third", counters => counters.PacketsSent == 3);
        time.Advance(TimeSpan.FromMinutes(5));
        await SendAsync(client, "fourth", counters => counters.PacketsSent == 4);

        old.Arrived().Should().Equal("first:1|g|#bot_name:b", "second:1|g|#bot_name:b", "third:1|g|#bot_name:b");
        moved.Arrived().Should().Equal("fourth:1|g|#bot_name:b");
    }

    [Fact]
    public async Task Of_a_hosts_addresses_the_next_is_tried_where_one_refuses()
    {
        using var receiver = StatsdReceiver.OnUdp();
        var time = new ManualTime();
        await using var client = new DogStatsdClient(
            DogStatsdTarget.Udp("localhost.invalid", receiver.Port),
            Format,
            time,
            () => 0,
            (_, _) => Task.FromResult(new[] { Another, IPAddress.Loopback }));

        await SendAsync(client, "into.nothing", counters => counters.PacketsSent == 1);
        time.Advance(TimeSpan.FromSeconds(10));
        await SendAsync(client, "refused", counters => counters.PacketsDroppedByWriter == 1);
        await SendAsync(client, "heard", counters => counters.PacketsSent == 2);

        receiver.Arrived().Should().Equal("heard:1|g|#bot_name:b");
    }

    [Fact]
    public async Task Of_a_hosts_addresses_the_next_is_tried_where_one_cannot_be_reached_from_here()
    {
        using var receiver = StatsdReceiver.OnUdp();
        var time = new ManualTime();
        await using var client = new DogStatsdClient(
            DogStatsdTarget.Udp("dual.invalid", receiver.Port),
            Format,
            time,
            () => 0,
            (_, _) => Task.FromResult(new[] { IPAddress.Parse("fe80::1"), IPAddress.Loopback })); // without a scope

        await SendAsync(client, "lost", counters => counters.PacketsDroppedByWriter == 1);
        time.Advance(TimeSpan.FromSeconds(10));
        await SendAsync(client, "heard", counters => counters.PacketsSent == 1);

        receiver.Arrived().Should().Equal("heard:1|g|#bot_name:b");
    }

    [Fact]
    public async Task While_a_host_is_looked_for_the_queue_is_bounded_and_the_end_does_not_wait_for_it()
    {
        var time = new ManualTime();
        var isAsked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var client = new DogStatsdClient(
            DogStatsdTarget.Udp("slow.invalid", 8125), Format, time, () => 0, async (_, cancellation) =>
            {
                isAsked.SetResult();
                await Task.Delay(Timeout.Infinite, cancellation);
                return [IPAddress.Loopback];
            });
        client.Gauge("first", 1);
        client.Flush();
        await isAsked.Task;
        for (var i = 0; i < 3 * DatagramQueue.Length; i++)
        {
            client.Gauge("a", i);
            client.Flush();
        }

        client.Counters.PacketsDroppedByQueue.Should().Be(2 * DatagramQueue.Length, "one queue is full, the rest is lost");
        var ending = client.DisposeAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(1));
        await ending;
        client.Counters.PacketsDroppedByWriter.Should().Be(1 + DatagramQueue.Length);
    }

    [Fact]
    public async Task The_client_tells_what_became_of_what_it_was_given_under_the_names_of_datadogs_clients()
    {
        using var receiver = StatsdReceiver.OnUdp();
        await using var client = Client(DogStatsdTarget.Udp("127.0.0.1", receiver.Port));
        client.Gauge("a", 1);
        client.Histogram("b", 2);
        client.Event(new DatadogEvent("t", "x"));
        client.ServiceCheck("c", ServiceStatus.Ok);
        client.Flush();
        (await receiver.ReceiveAsync()).Length.Should().Be(79);
        await UntilAsync(client, counters => counters.PacketsSent == 1);

        client.TellOfItself();
        client.TellOfItself();
        client.Flush();

        var tags = $"client:tradingbot,client_version:{typeof(DogStatsdClient).Assembly.GetName().Version!.ToString(3)},client_transport:udp";
        (await receiver.ReceiveAsync()).Split('\n').Should().Equal(
            $"datadog.dogstatsd.client.metrics:2|c|#{tags}",
            $"datadog.dogstatsd.client.metrics_by_type:1|c|#{tags},metrics_type:gauge",
            $"datadog.dogstatsd.client.metrics_by_type:1|c|#{tags},metrics_type:histogram",
            $"datadog.dogstatsd.client.events:1|c|#{tags}",
            $"datadog.dogstatsd.client.service_checks:1|c|#{tags}",
            $"datadog.dogstatsd.client.bytes_sent:79|c|#{tags}",
            $"datadog.dogstatsd.client.packets_sent:1|c|#{tags}");
    }

    private static DogStatsdClient Client(DogStatsdTarget target) => new(target, Format, TimeProvider.System, () => 0);

    private static Task SendAsync(DogStatsdClient client, string name, Predicate<ClientCounters> isDone)
    {
        client.Gauge(name, 1);
        client.Flush();
        return UntilAsync(client, isDone);
    }

    /// <summary>Until the sending task has come that far.</summary>
    private static async Task UntilAsync(DogStatsdClient client, Predicate<ClientCounters> isDone)
    {
        using var pace = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        using var guard = new CancellationTokenSource(TimeSpan.FromSeconds(60)); // ends a test that hangs, decides nothing
        while (!isDone(client.Counters))
            await pace.WaitForNextTickAsync(guard.Token);
    }
}
