namespace TradingBot.Tests.Simulators;

public class ShapeWalkTests
{
    [Theory]
    [InlineData("""{"a":1}""", "x.b: missing")]
    [InlineData("""{"a":1,"b":"t","c":2}""", "x.c: not in the example")]
    [InlineData("""{"a":"1","b":"t"}""", "x.a: number in quotes instead of Number")]
    [InlineData("""{"a":1,"b":"2"}""", "x.b: number in quotes instead of text")]
    [InlineData("""{"a":1,"b":null}""", "x.b: Null instead of text")]
    public void A_difference_is_found_and_named(string answer, string difference)
    {
        var walk = new ShapeWalk(new HashSet<string>(), new HashSet<string>());

        walk.Compare(Rig.Parse(answer), Rig.Parse("""{"a":5,"b":"text"}"""), "x");

        walk.Differences.Should().Equal(difference);
    }

    [Fact]
    public void Every_value_under_a_name_and_every_row_is_compared()
    {
        var walk = new ShapeWalk(new HashSet<string>(), new HashSet<string>());

        walk.Compare(
            Rig.Parse("""{"XXBTZUSD":[[1,"2.0"],[1,2]],"ETHUSD":[[1]]}"""),
            Rig.Parse("""{"XXBTZUSD":[[5,"5.5"]]}"""),
            "x");

        walk.Differences.Should().Equal(
            "x.*[][1]: Number instead of number in quotes", "x.*[]: 1 values instead of 2");
    }
}
