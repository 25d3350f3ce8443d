using System.Runtime.Intrinsics;

namespace Headwater.Models;

/// <summary>One factored step of <see cref="Adafactor"/> on a stack of matrices, in three readings of the gradient instead of a dozen.</summary>
internal static unsafe class FactoredAdafactorKernel
{
    private static readonly int Width = Vector512<float>.Count;

    /// <summary>The state of a stack: row moments (slices, rows), column moments (slices, columns).</summary>
    internal readonly record struct Stack(nint Weights, nint Gradients, nint RowMoments, nint ColumnMoments, int Slices, int Rows, int Columns);

    public static void Step(Stack stack, double learningRate, double decay) => RowRanges.ForEach(stack.Slices, stack.Rows * stack.Columns, (_, first, end) =>
    {
        float[] rowFactors = new float[stack.Rows];
        float[] columnFactors = new float[stack.Columns];
        fixed (float* rowFactor = rowFactors, columnFactor = columnFactors)
        {
            for (long slice = first; slice < end; slice++)
            {
                float* weights = (float*)stack.Weights + (slice * stack.Rows * stack.Columns);
                float* gradients = (float*)stack.Gradients + (slice * stack.Rows * stack.Columns);
                float* rowMoments = (float*)stack.RowMoments + (slice * stack.Rows);
                float* columnMoments = (float*)stack.ColumnMoments + (slice * stack.Columns);
                MeanSquares(gradients, rowFactor, columnFactor, stack.Rows, stack.Columns);
                Decay(rowMoments, rowFactor, stack.Rows, decay);
                Decay(columnMoments, columnFactor, stack.Columns, decay);
                Factors(rowMoments, rowFactor, stack.Rows, Mean(rowMoments, stack.Rows));
                Factors(columnMoments, columnFactor, stack.Columns, 1);
                (double update, double weight) = MeanSquaresOfUpdateAndWeight(weights, gradients, rowFactor, columnFactor, stack.Rows, stack.Columns);
                double clip = Math.Max(1, Math.Sqrt(update) / Adafactor.ClipThreshold);
                double scale = learningRate * Math.Max(Adafactor.ScaleFloor, Math.Sqrt(weight)) / clip;
                Move(weights, gradients, rowFactor, columnFactor, stack.Rows, stack.Columns, (float)scale);
            }
        }
    });

    // The mean of g² over each row, and over each column.
    private static void MeanSquares(float* g, float* rowMeans, float* columnMeans, int rows, int columns)
    {
        new Span<float>(columnMeans, columns).Clear();
        for (int row = 0; row < rows; row++, g += columns)
        {
            Vector512<float> sums = Vector512<float>.Zero;
            int i = 0;
            for (; i <= columns - Width; i += Width)
            {
                Vector512<float> value = Vector512.Load(g + i);
                Vector512<float> square = value * value;
                sums += square;
                Vector512.Store(Vector512.Load(columnMeans + i) + square, columnMeans + i);
            }

            float sum = Vector512.Sum(sums);
            for (; i < columns; i++)
            {
                sum += g[i] * g[i];
                columnMeans[i] += g[i] * g[i];
            }

            rowMeans[row] = sum / columns;
        }

        for (int i = 0; i < columns; i++)
        {
            columnMeans[i] /= rows;
        }
    }

    private static void Decay(float* moments, float* squares, int count, double decay)
    {
        for (int i = 0; i < count; i++)
        {
            moments[i] = (float)((decay * moments[i]) + ((1 - decay) * (squares[i] + Adafactor.SquareFloor)));
        }
    }

    private static double Mean(float* values, int count)
    {
        double sum = 0;
        for (int i = 0; i < count; i++)
        {
            sum += values[i];
        }

        return sum / count;
    }

    private static void Factors(float* moments, float* factors, int count, double mean)
    {
        for (int i = 0; i < count; i++)
        {
            factors[i] = (float)(1 / Math.Sqrt(moments[i] / mean));
        }
    }

    private static (double Update, double Weight) MeanSquaresOfUpdateAndWeight(float* w, float* g, float* rowFactor, float* columnFactor, int rows, int columns)
    {
        (double updates, double weights) = (0, 0);
        for (int row = 0; row < rows; row++, w += columns, g += columns)
        {
            Vector512<float> factor = Vector512.Create(rowFactor[row]);
            (Vector512<float> updateSums, Vector512<float> weightSums) = (Vector512<float>.Zero, Vector512<float>.Zero);
            int i = 0;
            for (; i <= columns - Width; i += Width)
            {
                Vector512<float> update = Vector512.Load(g + i) * factor * Vector512.Load(columnFactor + i);
                Vector512<float> weight = Vector512.Load(w + i);
                updateSums = Vector512.MultiplyAddEstimate(update, update, updateSums);
                weightSums = Vector512.MultiplyAddEstimate(weight, weight, weightSums);
            }

            updates += Vector512.Sum(updateSums);
            weights += Vector512.Sum(weightSums);
            for (; i < columns; i++)
            {
                float update = g[i] * rowFactor[row] * columnFactor[i];
                updates += update * update;
                weights += w[i] * w[i];
            }
        }

        double count = (double)rows * columns;
        return (updates / count, weights / count);
    }

    private static void Move(float* w, float* g, float* rowFactor, float* columnFactor, int rows, int columns, float scale)
    {
        for (int row = 0; row < rows; row++, w += columns, g += columns)
        {
            Vector512<float> factor = Vector512.Create(rowFactor[row] * scale);
            int i = 0;
            for (; i <= columns - Width; i += Width)
            {
                Vector512.Store(Vector512.Load(w + i) - (Vector512.Load(g + i) * factor * Vector512.Load(columnFactor + i)), w + i);
            }

            for (; i < columns; i++)
            {
                w[i] -= g[i] * (rowFactor[row] * scale) * columnFactor[i];
            }
        }
    }
}
