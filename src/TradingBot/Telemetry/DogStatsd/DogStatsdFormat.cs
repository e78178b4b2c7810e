using System.Buffers;
using System.Globalization;
using System.Text;

namespace TradingBot.Telemetry.DogStatsd;

/// <summary>
/// The lines of the DogStatsD protocol (1.2), byte for byte as npm's hot-shots writes them. Pure: it adds bytes to
/// what it is given. README.md beside it says where the two judges, hot-shots and Datadog's own client, disagree.
/// </summary>
/// <param name="constantTags">Put before each line's own; see <see cref="ConstantTags"/>.</param>
/// <param name="containerId">Says from which container a line comes, or null.</param>
internal sealed class DogStatsdFormat(IReadOnlyList<string> constantTags, string? containerId = null)
{
    private const string LineBreaks = "\n\r";

    private static readonly SearchValues<char> NotInNames = SearchValues.Create(":|" + LineBreaks);
    private static readonly SearchValues<char> NotInFields = SearchValues.Create("|" + LineBreaks);
    private static readonly SearchValues<char> NotInTagKeys = SearchValues.Create(":|@,#" + LineBreaks);
    private static readonly SearchValues<char> NotInTagValues = SearchValues.Create("|@,#" + LineBreaks);
    private static readonly string[] Letters = ["c", "g", "h", "d", "s", "ms"];

    private readonly byte[] _constantTags = Encoding.UTF8.GetBytes(string.Join(',', constantTags.Select(Clean)));

    private readonly byte[] _container = Encoding.UTF8.GetBytes(containerId is null ? "" : $"|c:{containerId}");

    /// <summary>A tag with the characters that mean something to the protocol replaced by <c>_</c>.</summary>
    public static string Clean(string tag)
    {
        var colon = tag.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
            return Replaced(tag, NotInTagKeys);
        return tag.AsSpan(colon + 1).IndexOfAny(NotInTagValues) < 0 && tag.AsSpan(0, colon).IndexOfAny(NotInTagKeys) < 0
            ? tag
            : $"{Replaced(tag[..colon], NotInTagKeys)}:{Replaced(tag[(colon + 1)..], NotInTagValues)}";
    }

    /// <param name="line">Gets the bytes, without an end of line.</param>
    /// <param name="name">Of the metric.</param>
    /// <param name="value">Finite.</param>
    /// <param name="kind">Not a set.</param>
    /// <param name="sampleRate">Share of the values that is sent; 1 is not written.</param>
    /// <param name="tags">As <c>key:value</c> or <c>word</c>, or null.</param>
    public void Metric(
        IBufferWriter<byte> line, string name, double value, MetricKind kind, double sampleRate, string[]? tags)
    {
        Text(line, Replaced(name, NotInNames));
        Text(line, ":");
        ShortestNumber.Append(line, value);
        EndMetric(line, kind, sampleRate, tags);
    }

    /// <summary>A value of a set: what is counted is how many different ones there are.</summary>
    public void Set(IBufferWriter<byte> line, string name, string value, double sampleRate, string[]? tags)
    {
        Text(line, Replaced(name, NotInNames));
        Text(line, ":");
        Text(line, Replaced(value, NotInFields));
        EndMetric(line, MetricKind.Set, sampleRate, tags);
    }

    public void Event(IBufferWriter<byte> line, DatadogEvent happened)
    {
        var (title, text) = (Escaped(happened.Title), Escaped(happened.Text));
        Text(line, string.Create(
            CultureInfo.InvariantCulture,
            $"_e{{{Encoding.UTF8.GetByteCount(title)},{Encoding.UTF8.GetByteCount(text)}}}:{title}|{text}"));
        Number(line, "|d:", happened.DateHappened);
        Field(line, "|h:", happened.Hostname);
        Field(line, "|k:", happened.AggregationKey);
        Field(line, "|p:", happened.Priority);
        Field(line, "|s:", happened.SourceType);
        Field(line, "|t:", happened.AlertType);
        Tags(line, happened.Tags);
        line.Write(_container);
    }

    /// <param name="line">Gets the bytes.</param>
    /// <param name="name">Of the check.</param>
    /// <param name="status">What it says.</param>
    /// <param name="timestamp">Unix seconds, or null: now.</param>
    /// <param name="hostname">Or null: this one.</param>
    /// <param name="tags">Or null.</param>
    /// <param name="message">Why, or null. Last of all, because it may contain anything but a line's end.</param>
    public void ServiceCheck(
        IBufferWriter<byte> line,
        string name,
        ServiceStatus status,
        long? timestamp,
        string? hostname,
        string[]? tags,
        string? message)
    {
        Text(line, string.Create(CultureInfo.InvariantCulture, $"_sc|{Replaced(name, NotInFields)}|{(int)status}"));
        Number(line, "|d:", timestamp);
        Field(line, "|h:", hostname);
        Tags(line, tags);
        line.Write(_container);
        if (message is not null)
            Text(line, "|m:" + Escaped(message).Replace("m:", @"m\:", StringComparison.Ordinal));
    }

    private void EndMetric(IBufferWriter<byte> line, MetricKind kind, double sampleRate, string[]? tags)
    {
        Text(line, "|");
        Text(line, Letters[(int)kind]);
        if (sampleRate < 1)
        {
            Text(line, "|@");
            ShortestNumber.Append(line, sampleRate);
        }

        Tags(line, tags);
        line.Write(_container);
    }

    private void Tags(IBufferWriter<byte> line, string[]? tags)
    {
        if (_constantTags.Length == 0 && tags is not { Length: > 0 })
            return;
        Text(line, "|#");
        line.Write(_constantTags);
        var separates = _constantTags.Length > 0;
        foreach (var tag in tags ?? [])
        {
            if (separates)
                Text(line, ",");
            Text(line, Clean(tag));
            separates = true;
        }
    }

    private static void Number(IBufferWriter<byte> line, string field, long? value)
    {
        if (value is { } number)
            Text(line, string.Create(CultureInfo.InvariantCulture, $"{field}{number}"));
    }

    private static void Field(IBufferWriter<byte> line, string field, string? value)
    {
        if (value is null)
            return;
        Text(line, field);
        Text(line, Replaced(value, NotInFields));
    }

    // A line's end would end the line.
    private static string Escaped(string text) =>
        text.Replace("\r", "", StringComparison.Ordinal).Replace("\n", @"\n", StringComparison.Ordinal);

    private static string Replaced(string text, SearchValues<char> unwanted) =>
        text.AsSpan().IndexOfAny(unwanted) < 0
            ? text
            : string.Create(text.Length, (text, unwanted), static (into, from) =>
            {
                for (var i = 0; i < into.Length; i++)
                    into[i] = from.unwanted.Contains(from.text[i]) ? '_' : from.text[i];
            });

    private static void Text(IBufferWriter<byte> line, string text) => Encoding.UTF8.GetBytes(text, line);
}
