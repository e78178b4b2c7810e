using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using TradingBot.Notifications;

namespace TradingBot.Tests.Notifications;

/// <summary>Our messages before judges nobody here wrote.</summary>
public partial class SlackByOthersTests
{
    // The emulated Slack knows channels without the sign.
    private static readonly SlackOptions Options = NoticeStory.Options with { Channel = "reporting" };

    [SlackFact]
    public async Task Another_ones_Slack_shows_each_message_that_the_Web_API_was_sent()
    {
        using var slack = await EmulatedSlack.StartAsync();
        using var http = new HttpClient();
        var client = new SlackClient(http, SlackSecret.OfToken(SlackNetwork.Token), slack.Api, TimeProvider.System);

        await ShowsEachAsync(slack, client);
    }

    [SlackFact]
    public async Task Another_ones_Slack_shows_each_message_that_a_webhook_was_sent()
    {
        using var slack = await EmulatedSlack.StartAsync();
        using var http = new HttpClient();
        var client = new SlackClient(http, SlackSecret.OfWebhook($"{slack.Webhook}"), slack.Api, TimeProvider.System);

        await ShowsEachAsync(slack, client);
        (await client.PostAsync("{"u8.ToArray(), CancellationToken.None))
            .Should().Be(new SlackAnswer.BadMessage("invalid_payload"));
    }

    [SlackFact]
    public async Task Another_ones_Slack_refuses_as_ours_is_thought_to_refuse()
    {
        using var slack = await EmulatedSlack.StartAsync();
        using var http = new HttpClient();
        var client = new SlackClient(http, SlackSecret.OfToken(SlackNetwork.Token), slack.Api, TimeProvider.System);
        var stranger = new SlackClient(http, SlackSecret.OfToken("xoxb-of-nobody"), slack.Api, TimeProvider.System);

        (await client.PostAsync("""{"channel":"nowhere","text":"hello"}"""u8.ToArray(), CancellationToken.None))
            .Should().Be(new SlackAnswer.Refused("channel_not_found"));
        (await client.PostAsync("""{"channel":"reporting"}"""u8.ToArray(), CancellationToken.None))
            .Should().Be(new SlackAnswer.BadMessage("no_text"));
        (await stranger.PostAsync("""{"channel":"reporting","text":"hello"}"""u8.ToArray(), CancellationToken.None))
            .Should().BeOfType<SlackAnswer.Refused>();
    }

    /// <summary>A compiler's run takes seconds, so good and bad go in one: each bad one must be named, no good one.</summary>
    [SlackFact]
    public void Slacks_own_types_accept_each_message_and_none_that_is_wrong()
    {
        using var here = new TemporaryDirectory();
        var good = NoticeStory.Messages().Select(Encoding.UTF8.GetString).ToList();
        string[] bad =
        [
            good[0].Replace("\"text\":", "\"txt\":", StringComparison.Ordinal),
            good[0].Replace("\"unfurl_links\":false", "\"unfurl_links\":0", StringComparison.Ordinal),
            good[0].Replace("\"type\":\"header\",\"text\":{\"type\":\"plain_text\"", "\"type\":\"header\",\"text\":{\"type\":\"mrkdwn\"", StringComparison.Ordinal),
            good[0].Replace("\"fields\":[", "\"fields\":[7,", StringComparison.Ordinal),
        ];
        bad.Should().NotContain(good[0]);
        here.Write("good.ts", Script(good));
        here.Write("bad.ts", Script(bad));
        here.Write("tsconfig.json", Settings());

        var (exitCode, output) = SlackFactAttribute.Npm.Run("node", "node_modules/typescript/bin/tsc", "-p", here.Path);

        exitCode.Should().NotBe(0);
        var places = Place().Matches(output).Select(match => (match.Groups[1].Value, int.Parse(match.Groups[2].Value))).ToList();
        places.Where(place => place.Item1 == "good").Should().BeEmpty(output);
        places.Select(place => (place.Item2 - LinesBefore - 1) / LinesEach).Distinct().Should().BeEquivalentTo([0, 1, 2, 3], output);
    }

    private const int LinesBefore = 3;
    private const int LinesEach = 3;

    /// <summary>Each message as an argument of either client, and its blocks alone, which the clients type loosely.</summary>
    private static string Script(IEnumerable<string> messages)
    {
        var script = new StringBuilder(
            """
            import type { ChatPostMessageArguments } from '@slack/web-api';
            import type { IncomingWebhookSendArguments } from '@slack/webhook';
            import type { KnownBlock } from '@slack/types';

            """);
        foreach (var (i, message) in messages.Index())
        {
            var blocks = JsonSerializer.Deserialize<JsonElement>(message).GetProperty("blocks").GetRawText();
            script.Append($"export const a{i}: ChatPostMessageArguments = {message};\n");
            script.Append($"export const w{i}: IncomingWebhookSendArguments = {message};\n");
            script.Append($"export const b{i}: KnownBlock[] = {blocks};\n");
        }

        return script.ToString();
    }

    private static string Settings() => JsonSerializer.Serialize(new
    {
        compilerOptions = new
        {
            strict = true,
            noEmit = true,
            skipLibCheck = true,
            target = "es2022",
            module = "esnext",
            moduleResolution = "bundler",
            types = Array.Empty<string>(),
            paths = new Dictionary<string, string[]>
            {
                ["@slack/*"] = [Path.Combine(SlackFactAttribute.Npm.Path, "node_modules", "@slack", "*")],
            },
        },
        include = new[] { "*.ts" },
    });

    private static async Task ShowsEachAsync(EmulatedSlack slack, SlackClient client)
    {
        var messages = NoticeStory.Messages(Options);
        foreach (var message in messages)
            (await client.PostAsync(message, CancellationToken.None)).Should().Be(new SlackAnswer.Posted());

        (await slack.HistoryAsync("reporting")).Should().Equal(messages.Select(message =>
        {
            var json = JsonSerializer.Deserialize<JsonElement>(message);
            return (json.GetProperty("text").GetString()!, json.GetProperty("blocks").GetArrayLength());
        }));
    }

    [GeneratedRegex(@"(good|bad)\.ts\((\d+),")]
    private static partial Regex Place();
}
