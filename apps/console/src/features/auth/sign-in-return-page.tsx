import type { FinishSignIn } from '@guichet/contracts';
import { Alert, Button, Loader } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { call } from '../../shared/api/client.js';
import { isFailure } from '../../shared/api/failure.js';
import { useProblemText } from '../../shared/i18n/use-problem-text.js';
import { useTexts } from '../../shared/i18n/use-texts.js';
import { takeProviderAnswer } from '../../shared/router/take-provider-answer.js';
import { AuthLayout } from './auth-layout.js';
import { rememberedReturnPath } from './remembered-return-path.js';
import { SecondStepForm, secondStepWays } from './second-step-form.js';
import classes from './auth-layout.module.css';

const route = getRouteApi('/sign-in/return/$providerId');
/** A full load: nothing of the page before the sign-in stays in memory. */
const enter = (path: string) => window.location.replace(path);

/** Where providers send people back who have signed in, or have not. */
export function SignInReturnPage() {
  const { t } = useTexts();
  const problemText = useProblemText();
  const { providerId: id } = route.useParams();
  const [answer] = useState(takeProviderAnswer);
  const [isOver, setIsOver] = useState(false);
  const { mutate, error } = useMutation({
    mutationFn: (body: FinishSignIn) => call('finishSignIn', { params: { id }, body, idempotencyKey: undefined }),
    onSuccess: ({ to }) => enter(to),
  });
  useEffect(() => {
    if (answer) mutate(answer);
  }, [answer, mutate]);

  if (isFailure(error, 'second-factor-required') && !isOver)
    return (
      <AuthLayout title={t('auth.signIn.title')}>
        <SecondStepForm
          ways={secondStepWays(error)}
          onSignedIn={() => Promise.resolve(enter(rememberedReturnPath()))}
          onBack={() => setIsOver(true)}
        />
      </AuthLayout>
    );
  if (answer && !error)
    return (
      <AuthLayout title={t('auth.provider.returning')}>
        <Loader aria-label={t('auth.provider.returning')} />
      </AuthLayout>
    );
  const why = !answer || isOver ? t('problems.reason.sign-in-stale') : problemText(error);
  return (
    <AuthLayout title={t('auth.provider.failed')}>
      <div className={classes.form}>
        <Alert color="red" variant="outline" role="alert">
          {why}
        </Alert>
        <Button component={Link} to="/sign-in" size="md" fullWidth>
          {t('auth.provider.back')}
        </Button>
      </div>
    </AuthLayout>
  );
}
