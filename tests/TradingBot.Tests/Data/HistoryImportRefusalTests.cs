using System.Runtime.Versioning;

namespace TradingBot.Tests.Data;

/// <summary>What cannot be imported: one line, an exit code, and a store that is unchanged.</summary>
public sealed class HistoryImportRefusalTests
{
    [Theory]
    [InlineData("", "no candles in it")]
    [InlineData("\n\r\n \n", "no candles in it")]
    [InlineData(Csv.Header, "no candles in it")]
    [InlineData(Csv.Header + "\n", "no candles in it")]
    [InlineData(Csv.Header + "\n1483228800,1,1,1,1,1\n1483232400,1,1,1,NaN,1\n", "3: close is not finite*")]
    [InlineData(Csv.Header + "\n1483228800,1,1,1,1,1\n1483232400,-1,1,1,1,1\n", "3: open -1 is not above 0*")]
    [InlineData(Csv.Header + "\n3600,1,1,1,1,1\n", "2: time 1970-01-01 01:00 (3600) is before 2009*")]
    [InlineData(Csv.Header + "\n4102444800,1,1,1,1,1\n", "2: time 2100-01-01 00:00 (4102444800) is in the future*")]
    [InlineData("time,open\n1,2\n", "1: the header has no column high, low, close, volume*")]
    public void A_file_with_bad_content(string text, string reason)
    {
        using var here = new TemporaryDirectory();
        var file = here.Write("XBTUSD_60.csv", text);
        Refuses(here, 2, $"{file}:*{reason}*\n", file);
    }

    [Fact]
    public void A_bad_file_keeps_the_good_ones_of_the_same_run_out()
    {
        using var here = new TemporaryDirectory();
        var good = here.Write("ETHUSD_60.csv", Csv.Hours(0, 3));
        var bad = here.Write("ADAUSD_60.csv", Csv.Hours(0, 2) + "rubbish");
        Refuses(here, 2, $"{bad}:3: *", good, bad);
        Refuses(here, 2, $"{bad}:3: *", bad, good);
    }

    [Theory]
    [InlineData("rubbish\n", "1 bad row, the first in line 2: time is neither*: 'rubbish'")]
    [InlineData("\n5,1,1,1,1,1\n6\n7\n", "3 bad rows, the first in line 3: time 1970-01-01 00:00 (5) is before 2009*")]
    public void Rows_that_are_all_bad_are_counted_when_skipped(string rows, string bad)
    {
        using var here = new TemporaryDirectory();
        var file = here.Write("XBTUSD_60.csv", Csv.Header + "\n" + rows);
        Refuses(here, 2, $"{file}: no candles in it, but {bad}\n", file, "--skip-bad");
    }

    [Fact]
    public void What_is_not_there_or_no_file()
    {
        using var here = new TemporaryDirectory();
        Refuses(here, 2, $"{here["none.csv"]}: no such file\n", here["none.csv"]);
        Directory.CreateDirectory(here["empty"]);
        Refuses(here, 2, $"{here["empty"]}: holds no file named PAIR_MINUTES.csv\n", here["empty"]);
    }

    [UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public void A_file_that_may_not_be_read()
    {
        using var here = new TemporaryDirectory();
        var file = here.Write("XBTUSD_60.csv", Csv.Hours(0, 2));
        File.SetUnixFileMode(file, UnixFileMode.None);
        Refuses(here, 2, $"{file}: no permission to read it\n", file);
    }

    [UnprivilegedFact]
    [UnsupportedOSPlatform("windows")]
    public void A_store_that_may_not_be_written()
    {
        using var here = new TemporaryDirectory();
        var file = here.Write("XBTUSD_60.csv", Csv.Hours(0, 2));
        here.History("import", file);
        File.SetUnixFileMode(here["store/import.lock"], UnixFileMode.None);
        here.History("import", file).ExitCode.Should().Be(1);
    }

    [Fact]
    public void A_file_whose_reading_fails()
    {
        using var here = new TemporaryDirectory();
        const string failing = "/proc/self/mem"; // the kernel answers a read of its first page with EIO
        if (File.Exists(failing))
            Refuses(here, 1, "*Input/output error*", failing, "--pair", "XBTUSD", "-p", "60");
    }

    [Theory]
    [InlineData("prices.csv", "", "which pair? give --pair, or name the file PAIR_MINUTES.csv")]
    [InlineData("prices.csv", "-p 60", "which pair? give --pair, or name the file PAIR_MINUTES.csv")]
    [InlineData("prices.csv", "--pair XBTUSD", "which interval? give --period, or name the file PAIR_MINUTES.csv")]
    [InlineData("my_BTC_60.csv", "", "which pair? give --pair, or name the file PAIR_MINUTES.csv")]
    [InlineData("XBTUSD_2024.csv", "", "which interval? give --period, or name the file PAIR_MINUTES.csv")]
    [InlineData("BTCUSDT-1mo-2024-01.csv", "", "which interval? give --period, or name the file PAIR_MINUTES.csv")]
    public void A_file_of_an_unclear_series(string name, string options, string reason)
    {
        using var here = new TemporaryDirectory();
        var file = here.Write(name, Csv.Hours(0, 2));
        Refuses(here, 2, $"{file}: {reason}\n", [file, .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);
    }

    [Theory]
    [InlineData("ETHUSD_60.csv", "ETHUSD_60")]
    [InlineData("ETHUSD-1h-2024-01.csv", "ETHUSD_60")]
    public void Several_files_of_which_one_is_of_another_pair_than_the_options_say(string name, string named)
    {
        using var here = new TemporaryDirectory();
        var (first, second) = (here.Write("XBTUSD_60.csv", Csv.Hours(0, 2)), here.Write(name, Csv.Hours(5, 2)));
        Refuses(
            here, 2, $"{second}: the name says {named}, --pair or --period says something else\n",
            first, second, "--pair", "XBTUSD", "-p", "60");
    }

    [Theory]
    [InlineData("--pair ../../x", "--pair ../../x: not the name of a pair; *")]
    [InlineData("-p 0", "--period: '0' is not allowed; use whole minutes from 1 to 21600, or *\n")]
    [InlineData("-p 1M", "--period: '1M' is not allowed; use whole minutes from 1 to 21600, or *\n")]
    [InlineData("-p 21601", "--period: '21601' is not allowed; use whole minutes from 1 to 21600, or *\n")]
    public void A_wrong_option(string options, string message)
    {
        using var here = new TemporaryDirectory();
        var file = here.Write("XBTUSD_60.csv", Csv.Hours(0, 2));
        Refuses(here, 2, message, [file, .. options.Split(' ')]);
    }

    [Fact]
    public void A_ZIP_that_is_cut_short_or_is_none_or_holds_nothing_to_import()
    {
        using var here = new TemporaryDirectory();
        var archive = here.WriteZip("a.zip", ("XBTUSD_60.csv", Csv.Hours(0, 1000)));
        var bytes = File.ReadAllBytes(archive);
        foreach (var length in new[] { 0, 10, bytes.Length / 2, bytes.Length - 1 })
        {
            File.WriteAllBytes(archive, bytes[..length]);
            Refuses(here, 2, $"{archive}: is not a ZIP archive, or is truncated\n", archive);
        }

        var other = here.WriteZip("b.zip", ("readme.txt", "hello"));
        Refuses(here, 2, $"{other}: holds no file named PAIR_MINUTES.csv\n", other);
    }

    [Fact]
    public void A_ZIP_with_a_damaged_byte_is_refused_unless_it_unpacks_to_the_same_rows()
    {
        using var here = TemporaryDirectory.InMemory();
        var archive = here.WriteZip("a.zip", ("XBTUSD_60.csv", Csv.Hours(0, 12)));
        here.History("import", archive);
        var right = here.StoredFiles();
        var bytes = File.ReadAllBytes(archive);
        const int afterLocalHeader = 30 + 13; // its fixed part and the entry's name
        var end = bytes.AsSpan().IndexOf("PK\u0001\u0002"u8);
        var refused = 0;
        for (var at = afterLocalHeader; at < end; at++)
        {
            var damaged = (byte[])bytes.Clone();
            damaged[at] ^= 0x04;
            File.WriteAllBytes(archive, damaged);
            var (exitCode, _, errors) = here.History("import", archive);
            if (exitCode == 2)
                errors.Should().StartWith($"{archive}/XBTUSD_60.csv:", $"byte {at} is damaged");
            refused += exitCode / 2;
            here.StoredFiles().Should().Equal(right);
        }

        refused.Should().BeInRange(end - afterLocalHeader - 5, end - afterLocalHeader);
    }

    [Fact]
    public void A_store_that_cannot_be_a_directory()
    {
        using var here = new TemporaryDirectory();
        File.WriteAllText(here.Store, "a file");
        var (exitCode, _, errors) = here.History("import", here.Write("XBTUSD_60.csv", Csv.Hours(0, 2)));
        exitCode.Should().Be(2);
        errors.Should().Be($"--data: '{here.Store}' is a file; name a directory\n");
    }

    private static void Refuses(TemporaryDirectory here, int exitCode, string message, params string[] arguments)
    {
        here.History("import", here.Write("XBTEUR_1440.csv", "1483228800,1,1,1,1,1,1\n")).ExitCode.Should().Be(0);
        var before = here.StoredFiles();
        var result = here.History(["import", .. arguments]);
        result.Errors.Should().Match(message);
        result.Errors.Split('\n').Should().HaveCount(2, "one line says it all");
        result.Output.Should().BeEmpty();
        result.ExitCode.Should().Be(exitCode);
        here.StoredFiles().Should().Equal(before);
        Directory.GetFiles(here.Store).Should().HaveCount(2, "beside the candles there is only the lock");
    }
}
