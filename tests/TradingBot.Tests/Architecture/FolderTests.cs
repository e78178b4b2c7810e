namespace TradingBot.Tests.Architecture;

/// <summary>Which folder may use which: <c>folders.txt</c> says so, the compiler tells what they do.</summary>
public class FolderTests
{
    private static readonly FolderTable Table = FolderTable.OfThisCheckout;

    [Fact]
    public void A_folder_uses_only_what_the_table_allows()
    {
        var allowed = Table.Arrows.ToHashSet();

        var unlisted = SourceModel.Sources.Arrows.Where(arrow => !allowed.Contains((arrow.From, arrow.To)));

        string.Join('\n', unlisted).Should().BeEmpty(); // all of them, where a list would be cut
    }

    [Fact]
    public void The_table_says_nothing_that_is_no_longer_so() =>
        string.Join('\n', Table.Arrows.Except(SourceModel.Sources.Arrows.Select(arrow => (arrow.From, arrow.To))))
            .Should().BeEmpty("it is to be deleted from folders.txt");

    [Fact]
    public void The_table_has_every_folder_and_no_other() =>
        Table.Folders.Should().BeEquivalentTo(
            HouseFiles.CSharp("src").Select(file => SourceModel.FolderOf(HouseFiles.Relative(file))).Distinct());

    [Fact]
    public void Nothing_is_there_that_is_to_go() => Table.ToGo.Should().BeEmpty();

    /// <summary>The walls of the house, whatever the table says: the simulators share no line with the clients.</summary>
    [Theory]
    [InlineData("Core", "Core")]
    [InlineData("Exchanges", "Core Exchanges")]
    [InlineData("Data", "Core Exchanges Data")]
    [InlineData("Research", "Core Exchanges Data Research")]
    [InlineData("Simulators", "Core Simulators")]
    public void A_project_uses_only_what_lies_below_it(string project, string below) =>
        Table.Arrows.Where(arrow => RoomOf(arrow.From) == project).Select(arrow => RoomOf(arrow.To)).Distinct()
            .Should().BeSubsetOf(below.Split(' '));

    [Fact]
    public void No_venue_is_named_outside_its_folder_and_the_registry() =>
        Table.Arrows.Where(arrow => IsOfVenue(arrow.To) && !IsOfVenue(arrow.From))
            .Should().Equal(("Exchanges", "Exchanges/Binance"), ("Exchanges", "Exchanges/Kraken"));

    [Fact]
    public void Only_the_program_itself_names_its_command_line() =>
        Table.Arrows.Where(arrow => arrow.To == "Program/Cli").Should().Equal(("Program", "Program/Cli"));

    [Fact]
    public void What_is_to_stay_goes_nowhere_in_a_circle() => Table.Cycle().Should().BeEmpty();

    [Fact]
    public void A_use_is_found_with_its_file_and_line_however_it_is_written()
    {
        const string high =
            """
            namespace TradingBot.High;

            public static class Maker
            {
                public static Thing Make() => new();

                public static int Twice(this int number) => 2 * number;
            }

            public class Thing
            {
                public int Size { get; set; }

                public class Part;
            }
            """;
        const string low =
            """
            using static TradingBot.High.Maker;
            using Piece = TradingBot.High.Thing.Part;

            namespace TradingBot.Low;

            /// <summary>It says what a <see cref="High.Thing"/> is.</summary>
            public class User
            {
                private int _own = 1;

                public int Use(object other) => Make().Size + _own.Twice() + (other is Piece ? 1 : 0);
            }
            """;

        var model = new SourceModel([("src/TradingBot/High/Maker.cs", high), ("src/TradingBot/Low/User.cs", low)]);

        model.Arrows.Should().OnlyContain(arrow => arrow.From == "Program/Low" && arrow.To == "Program/High");
        model.Arrows.Where(arrow => arrow.Line == 11).Select(arrow => arrow.Type)
            .Should().BeEquivalentTo("Maker", "Thing", "Maker", "Thing");
    }

    [Fact]
    public void A_circle_is_found_and_one_that_is_to_go_is_none()
    {
        new FolderTable("A: B\nB: C\n D\nC: A\nD:").Cycle().Should().Equal("A", "B", "C", "A");
        new FolderTable("A: B\nB: C\n D\nC: !A\nD:").Cycle().Should().BeEmpty();
        new FolderTable("A: B !C\nB:\nC:").ToGo.Should().Equal(("A", "C"));
    }

    private static string RoomOf(string folder) => folder.Split('/')[0];

    private static bool IsOfVenue(string folder) =>
        folder.StartsWith("Exchanges/", StringComparison.Ordinal)
        && folder.Split('/')[1] is not ("Contract" or "Connections" or "Feeds");
}
