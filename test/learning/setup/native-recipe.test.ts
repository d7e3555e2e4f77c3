import { describe, expect, it } from 'vitest';
import { chooseRecipe, cudaRequirements, pipArguments } from '../../../src/learning/setup/native-recipe.js';

describe('the recipe of a native TensorFlow', () => {
  it('takes CUDA’s build only where it is wanted', () => {
    expect(chooseRecipe(false).wheel).toMatch(/^tensorflow-cpu==/);
    expect(chooseRecipe(true).wheel).toMatch(/^tensorflow==/);
  });

  it('takes NVIDIA’s packages from the wheel’s own words', () => {
    const metadata = [
      'Name: tensorflow',
      'Requires-Dist: numpy>=1.26.0',
      'Requires-Dist: nvidia-cublas-cu12<13.0,>=12.5.3.2; extra == "and-cuda"',
      "Requires-Dist: nvidia-cudnn-cu12 (<10.0,>=9.3.0.75) ; extra == 'and-cuda'",
      'Requires-Dist: nvidia-other; extra == "other"',
      'Requires-Dist: nvidia-always',
      'Requires-Dist: tensorboard~=2.20.0; extra == "and-cuda"',
    ].join('\r\n');
    expect(cudaRequirements(metadata)).toEqual([
      'nvidia-cublas-cu12<13.0,>=12.5.3.2',
      'nvidia-cudnn-cu12<10.0,>=9.3.0.75',
    ]);
  });

  it('never builds from source and never brings other packages along', () => {
    const args = pipArguments('here', ['a==1']);
    expect(args).toEqual(expect.arrayContaining(['--only-binary=:all:', '--no-deps', '--target=here']));
    expect(args.at(-1)).toBe('a==1');
  });
});
