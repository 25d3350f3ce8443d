using System.Collections.Immutable;

namespace Headwater.Data;

/// <summary>All kinds of meanings. A meaning's number counts through them in this order, so a new scene goes last.</summary>
internal static class Scenes
{
    public static readonly ImmutableArray<Scene> All =
    [
        new(Price.Read), new(Payment.Read), new(Sum.Read), new(Salary.Read), new(Rent.Read),
        new(Birthday.Read), new(Appointment.Read), new(Postponement.Read), new(Deadline.Read), new(Belief.Read), new(Rendezvous.Read),
        new(Departure.Read), new(Delay.Read), new(Journey.Read), new(Directions.Read), new(TicketOrder.Read), new(WayThroughTown.Read),
        new(TimetableQuestion.Read), new(RoomBooking.Read), new(RoomFault.Read), new(Outing.Read),
        new(Dinner.Read), new(Baking.Read), new(TableOrder.Read), new(Recipe.Read), new(TasteOpinion.Read), new(Diet.Read), new(Groceries.Read),
        new(ClothesStory.Read), new(HomeWish.Read), new(Comparison.Read), new(SizeQuestion.Read), new(Supply.Read),
        new(Whereabouts.Read), new(PutAway.Read), new(Chores.Read), new(Preferences.Read), new(DutyFirst.Read), new(RoomQuestion.Read),
        new(OwnThing.Read),
        new(Pets.Read), new(AnimalScene.Read), new(Appearance.Read), new(AgeDifference.Read), new(Present.Read), new(Identification.Read),
        new(WeatherContrast.Read), new(Temperatures.Read), new(RainPlan.Read),
        new(Pain.Read), new(Medicine.Read), new(SickLeave.Read),
        new(OpeningHours.Read), new(Construction.Read), new(Town.Read), new(Audience.Read), new(Sight.Read), new(Visit.Read),
        new(Closure.Read),
        new(LanguageCourse.Read), new(Reading.Read),
    ];

    /// <summary>The number of the first meaning of each scene; one more entry for the end.</summary>
    public static readonly ImmutableArray<long> Starts = [.. All.Aggregate(new List<long> { 0 }, (starts, scene) =>
        [.. starts, starts[^1] + scene.Count])];

    public static Meaning MeaningOf(long number)
    {
        int found = Starts.BinarySearch(number);
        int scene = found >= 0 ? found : ~found - 1;
        return All[scene][number - Starts[scene]];
    }
}
