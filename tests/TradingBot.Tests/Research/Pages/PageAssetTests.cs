using System.Security.Cryptography;
using TradingBot.Research.Pages;

namespace TradingBot.Tests.Research.Pages;

/// <summary>Scripts and style that every page carries.</summary>
public class PageAssetTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "src/TradingBot.Research/Pages/Assets");

    /// <summary>No lock file knows a package that is only downloaded.</summary>
    [Fact]
    public void The_library_is_the_one_that_was_looked_at()
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes(PageAssets.Text(PageAssets.Library));

        Convert.ToHexStringLower(SHA256.HashData(bytes)).Should()
            .Be("9cb015aae490b7da4c8013dd2203819458713d1eed26577d8615836fb7c11e1f");
    }

    [Fact]
    public void Our_scripts_keep_the_limits_of_the_house_and_put_no_text_in_as_markup()
    {
        foreach (var file in Directory.EnumerateFiles(Folder))
        {
            var lines = File.ReadAllLines(file);
            lines.Length.Should().BeLessThanOrEqualTo(300, file);
            lines.Should().OnlyContain(line => line.Length <= 120, file);
            string.Join('\n', lines).Should().NotContain("innerHTML").And.NotContain("eval(").And.NotContain("</")
                .And.NotContain("lttb", file);
        }
    }

    [Fact]
    public void Every_file_of_the_folder_is_in_the_page()
    {
        var page = SmallPage.Text(SmallPage.Of([], 1000));

        foreach (var file in Directory.EnumerateFiles(Folder))
            page.Should().Contain(File.ReadAllText(file).ReplaceLineEndings("\n"), file);
    }
}
