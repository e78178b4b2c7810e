using System.Buffers;
using System.Text;
using TradingBot.Telemetry.DogStatsd;

namespace TradingBot.Tests.Telemetry;

/// <summary>What hot-shots cannot judge, because it and Datadog's own clients disagree, or it has no such thing.</summary>
public sealed class DogStatsdFormatTests
{
    private static readonly DogStatsdFormat Plain = new([]);

    [Fact]
    public void An_event_counts_the_bytes_of_its_texts_not_their_letters() =>
        Line(line => Plain.Event(line, new DatadogEvent("Größe", "5 €")))
            .Should().Be("_e{7,5}:Größe|5 €", "as the protocol has it; hot-shots writes {5,3}");

    [Fact]
    public void A_title_of_two_lines_stays_on_one() =>
        Line(line => Plain.Event(line, new DatadogEvent("a\r\nb", "c\r\nd")))
            .Should().Be(@"_e{4,4}:a\nb|c\nd", "a line's end would begin another metric");

    [Fact]
    public void A_message_of_a_check_cannot_end_its_line_or_begin_another_message() =>
        Line(line => Plain.ServiceCheck(line, "feed", ServiceStatus.Critical, null, null, null, "a\nm:b"))
            .Should().Be(@"_sc|feed|2|m:a\nm\:b", "as in Datadog's clients");

    [Fact]
    public void Fields_of_an_event_keep_to_themselves() =>
        Line(line => Plain.Event(line, new DatadogEvent("t", "x") { Hostname = "a|b", AggregationKey = "c\nd" }))
            .Should().Be("_e{1,1}:t|x|h:a_b|k:c_d");

    [Fact]
    public void A_value_of_a_set_keeps_to_itself() =>
        Line(line => Plain.Set(line, "users", "a|b\nc", 1, null)).Should().Be("users:a_b_c|s");

    [Fact]
    public void Without_tags_there_is_no_field_for_them() =>
        Line(line => Plain.Metric(line, "a", 1, MetricKind.Counter, 1, [])).Should().Be("a:1|c");

    [Theory]
    [InlineData(-0.0, "0")]
    [InlineData(1e15, "1000000000000000")]
    [InlineData(-1.25e17, "-125000000000000000")]
    [InlineData(0.0001, "0.0001")]
    [InlineData(-0.00001234, "-0.00001234")]
    [InlineData(1e-6, "0.000001")]
    [InlineData(9.9e-7, "9.9e-7")]
    [InlineData(1.7976931348623157e308, "1.7976931348623157e+308")]
    public void Numbers_are_written_out(double value, string expected) =>
        Line(line => ShortestNumber.Append(line, value)).Should().Be(expected);

    private static string Line(Action<ArrayBufferWriter<byte>> write)
    {
        var line = new ArrayBufferWriter<byte>();
        write(line);
        return Encoding.UTF8.GetString(line.WrittenSpan);
    }
}
