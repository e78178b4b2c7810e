using FsCheck;
using FsCheck.Fluent;
using TradingBot.Notifications;

namespace TradingBot.Tests.Notifications;

public class SlackTextTests
{
    [Theory]
    [InlineData("a & b < c > d", "a &amp; b &lt; c &gt; d")]
    [InlineData("<!channel> look", "&lt;!channel&gt; look")]
    [InlineData("&amp;", "&amp;amp;")]
    [InlineData("Zürich €5 😀", "Zürich €5 😀")]
    public void Only_the_three_are_escaped(string text, string escaped) =>
        SlackText.Escape(text, 100).Should().Be(escaped);

    [Theory]
    [InlineData("12345", 5, "12345")]
    [InlineData("123456", 5, "1234…")]
    [InlineData("1234&", 5, "1234…")]
    [InlineData("12&45", 5, "12…")]
    [InlineData("123😀6", 5, "123…")]
    [InlineData("12😀56", 5, "12😀…")]
    public void What_is_too_long_ends_with_an_ellipsis_and_in_no_half_character(string text, int most, string cut) =>
        SlackText.Escape(text, most).Should().Be(cut);

    [Theory]
    [InlineData("12345", 5, "12345")]
    [InlineData("123456", 5, "1234…")]
    [InlineData("123😀6", 5, "123…")]
    public void Plain_text_is_cut_likewise(string text, int most, string cut) =>
        SlackText.Cut(text, most).Should().Be(cut);

    [Fact]
    public void No_text_is_longer_than_allowed_or_has_a_bare_bracket() => Prop.ForAll<string?, byte>((text, most) =>
    {
        var escaped = SlackText.Escape(text ?? "", most + 2);
        return escaped.Length <= most + 2 && !escaped.Contains('<') && !escaped.Contains('>');
    }).Check(Properties.FixedWith(500));
}
