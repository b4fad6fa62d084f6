using Mesh.ServiceDefaults.Settings;

namespace Mesh.ServiceDefaults.Tests.Settings;

public sealed class SettingsTests
{
    private sealed record Sample
    {
        public int Count { get; init; } = 3;

        public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

        public IReadOnlyList<string> Names { get; init; } = [];
    }

    private sealed record Outer
    {
        public Sample Inner { get; init; } = new();

        public IReadOnlyList<Sample> Others { get; init; } = [];
    }

    [Fact]
    public async Task Every_error_of_every_section_is_listed_when_the_service_starts()
    {
        var failure = await Assert.ThrowsAsync<SettingsException>(() => StartAsync(
            ("Drain:Delay", "1"), ("Drain:Timeout", "soon"), ("Sample:Count", "many"), ("Sample:Cuont", "4")));

        Assert.Equal(
            [
                "Drain:Timeout is 'soon': a duration such as 00:00:01 would work.",
                "Drain:Delay is '1.00:00:00': 00:00:00 to 00:05:00 would work.",
                "Sample:Count is 'many': a whole number would work.",
                "Sample:Cuont is not a setting: Sample has Count, Pause, Names.",
                "Sample:Count is '3': never right.",
            ],
            failure.Errors);
        Assert.All(failure.Errors, error => Assert.Contains(error, failure.Message));
    }

    [Fact]
    public async Task A_list_of_records_is_read_item_by_item_and_as_strictly()
    {
        Outer? read = null;
        await using var service = await Service.StartAsync(
            configure: builder => read = builder.AddSettings<Outer>("Outer", _ => []),
            settings: [("Outer:Others:0:Count", "1"), ("Outer:Others:10:Count", "10"), ("Outer:Others:2:Names:0", "a")]);

        Assert.Equal([1, 3, 10], read!.Others.Select(sample => sample.Count));
        Assert.Equal(["a"], read.Others[1].Names);

        var failure = await Assert.ThrowsAsync<SettingsException>(() => Service.StartAsync(
            configure: builder => builder.AddSettings<Outer>("Outer", _ => []), settings: [("Outer:Others:0:Cuont", "1"), ("Outer:Others:1:Count", "x")]));
        Assert.Equal(
            ["Outer:Others:0:Cuont is not a setting: 0 has Count, Pause, Names.", "Outer:Others:1:Count is 'x': a whole number would work."],
            failure.Errors);
    }

    [Fact]
    public async Task Good_values_are_read_into_one_record()
    {
        Sample? read = null;
        await using var service = await Service.StartAsync(
            configure: builder => read = builder.AddSettings<Sample>("Sample", _ => []),
            settings: [("Sample:Count", "4"), ("Sample:pause", "00:00:00.5"), ("Sample:Names:0", "a"), ("Sample:Names:1", "b")]);

        Assert.Equal((4, TimeSpan.FromSeconds(0.5)), (read!.Count, read.Pause));
        Assert.Equal(["a", "b"], read.Names);
        Assert.Same(read, service.Services.GetService(typeof(Sample)));
    }

    [Fact]
    public async Task A_record_within_a_record_is_a_section_of_its_own_and_read_as_strictly()
    {
        Outer? read = null;

        var failure = await Assert.ThrowsAsync<SettingsException>(() => Service.StartAsync(
            configure: builder => read = builder.AddSettings<Outer>("Outer", _ => []),
            settings: [("Outer:Inner:Count", "4"), ("Outer:Inner:Cuont", "4"), ("Outer:Inner:Pause", "soon")]));

        Assert.Equal(4, read!.Inner.Count);
        Assert.Equal(
            ["Outer:Inner:Cuont is not a setting: Inner has Count, Pause, Names.", "Outer:Inner:Pause is 'soon': a duration such as 00:00:01 would work."],
            failure.Errors);
    }

    private static async Task StartAsync(params (string, string)[] settings) =>
        await (await Service.StartAsync(
            configure: builder => builder.AddSettings<Sample>("Sample", sample => [$"Sample:Count is '{sample.Count}': never right."]),
            settings: settings)).DisposeAsync();
}
