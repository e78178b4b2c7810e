using TradingBot.Telemetry.DogStatsd;

namespace TradingBot.Tests.Telemetry;

public sealed class ContainerIdTests
{
    private const string Id = "3726184226f5d3147c25fdeab5b60097e378e8a720503a5e19ecfdf29f869860";

    [Theory]
    [InlineData($"0::/system.slice/docker-{Id}.scope")]
    [InlineData($"12:memory:/user\n11:cpu:/docker/{Id}\n")]
    [InlineData($"0::/kubepods/besteffort/pod3d274242-8ee0-11e9-a8a6-1e68d864ef1a/{Id}")]
    public void The_cgroup_names_the_container(string text) => ContainerId.InCgroups(text).Should().Be(Id);

    [Fact]
    public void Where_the_cgroup_is_the_containers_own_its_hostname_mount_names_it() =>
        ContainerId.InMounts($"1 2 0:1 /var/lib/docker/containers/{Id}/hostname /etc/hostname rw - ext4 /dev/sda1 rw\n").Should().Be(Id);

    [Theory]
    [InlineData("0::/system.slice/tradingbot@1.service")]
    [InlineData("0::/")]
    [InlineData("")]
    public void A_service_of_the_machine_is_in_no_container(string text) => ContainerId.InCgroups(text).Should().BeNull();

    [Fact]
    public void A_machine_that_runs_containers_is_not_one_of_them() =>
        ContainerId.InMounts($"1 2 0:1 / /var/lib/docker/containers/{Id}/mounts/shm rw - tmpfs shm rw\n").Should().BeNull();

    [Fact]
    public void It_is_not_looked_for_where_the_user_does_not_want_it() =>
        ContainerId.Find(name => name == "DD_ORIGIN_DETECTION_ENABLED" ? "False" : null).Should().BeNull();
}
